import { parse } from '../parse.ts';
import { signal } from '../signaling/calls.ts';
import {
  type ControlMessage,
  type ControlReading,
  controlChannel,
  controlMessage,
} from './messages.ts';

const kinds: ReadonlySet<string> = new Set(
  controlMessage.options.map((option) => option.entries.kind.literal),
);

const signalKinds: ReadonlySet<string> = new Set(
  signal.options.map((option) => option.entries.kind.literal),
);

/** Writes a message as the text that goes over the channel. */
export function encodeControl(message: ControlMessage): string {
  return JSON.stringify(message);
}

/** Reads what came over the channel. Never throws. */
export function decodeControl(data: unknown): ControlReading {
  if (typeof data !== 'string') return { outcome: 'malformed', issue: 'value: expected text' };
  if (data.length > controlChannel.maxLength) {
    return { outcome: 'malformed', issue: `value: expected <=${controlChannel.maxLength}` };
  }
  const value = fromJson(data);
  if (isKind(value) && !kinds.has(value.kind)) return { outcome: 'unknown' };
  if (isUnknownSignal(value)) return { outcome: 'unknown' };
  const parsed = parse(controlMessage, value);
  return parsed.ok
    ? { outcome: 'message', message: parsed.value }
    : { outcome: 'malformed', issue: parsed.issue };
}

function isUnknownSignal(value: unknown): boolean {
  if (!isKind(value) || value.kind !== 'signal' || !('signal' in value)) return false;
  return isKind(value.signal) && !signalKinds.has(value.signal.kind);
}

function isKind(value: unknown): value is { kind: string } {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
  );
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

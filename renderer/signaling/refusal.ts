import { ackCodes, parse, protocolVersion } from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { Failure } from '../result.ts';

const refusal = v.object({
  ok: v.literal(false),
  /** A code that this version does not know comes from a newer server. */
  code: v.fallback(v.picklist(ackCodes), 'internal'),
  retryAfterMs: v.optional(v.pipe(v.number(), v.minValue(0))),
  versions: v.optional(v.array(v.number())),
});

/** Reads a refusal out of an acknowledgement or an HTTP body; `null` where it is none. */
export function parseRefusal(input: unknown): Failure | null {
  const parsed = parse(refusal, input);
  return parsed.ok ? parsed.value : null;
}

/** Which side has to be updated, given the versions that the server speaks. */
export function whoIsTooOld(versions: readonly number[]): 'app-too-old' | 'server-too-old' {
  return versions.some((version) => version > protocolVersion) ? 'app-too-old' : 'server-too-old';
}

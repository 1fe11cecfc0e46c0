import { randomBytes } from 'node:crypto';

/** An event as a packet of Socket.IO has it: its name and its arguments. */
export type EventData = readonly unknown[];

/** Events that are kept for a device that comes back; more than a call's whole negotiation. */
export const mostKeptEvents = 512;
export const mostKeptCharacters = 256 * 1024;

/** Counts characters of several logs together. */
export interface Meter {
  characters: number;
}

interface Kept {
  readonly number: number;
  readonly data: EventData;
  readonly characters: number;
  readonly at: number;
}

/**
 * The events to one device, numbered, with the latest kept: after a gap the device names the last
 * one that it got, and is sent the rest (Socket.IO's connection state recovery).
 *
 * An offset is `LOG.NUMBER`. LOG is random and known to the device alone, so that an offset leads to
 * its log and nobody can name another's.
 */
export class DeviceLog {
  readonly id = randomBytes(12).toString('base64url');
  readonly #kept: Kept[] = [];
  readonly #total: Meter;
  #last = 0;
  /** The number of the latest event that is not kept any more. */
  #dropped = 0;
  #characters = 0;

  /** `total` counts what this log keeps together with others. */
  constructor(total: Meter) {
    this.#total = total;
  }

  /** Numbers an event and keeps it; returns it as it is sent, with its offset last. */
  keep(event: EventData, characters: number, now: number): EventData {
    const data = this.number(event);
    this.#kept.push({ number: this.#last, data, characters, at: now });
    this.#count(characters);
    if (this.#kept.length > mostKeptEvents || this.#characters > mostKeptCharacters) {
      this.#drop(Math.ceil(this.#kept.length / 2));
    }
    return data;
  }

  /** Numbers an event that is of no use after a gap. */
  number(event: EventData): EventData {
    this.#last += 1;
    return [...event, `${this.id}.${this.#last}`];
  }

  /** Whether everything after `offset` is still here. */
  covers(offset: string): boolean {
    const number = numberOf(offset);
    return logIdOf(offset) === this.id && number >= this.#dropped && number <= this.#last;
  }

  /** What a device has missed that got everything up to `offset`, in order. */
  after(offset: string): EventData[] {
    const number = numberOf(offset);
    return this.#kept.filter((kept) => kept.number > number).map(({ data }) => data);
  }

  /** Forgets what was sent before a moment. */
  prune(before: number): void {
    const fresh = this.#kept.findIndex(({ at }) => at >= before);
    this.#drop(fresh === -1 ? this.#kept.length : fresh);
  }

  /** Forgets all that is kept: the device cannot resume after an earlier event. */
  clear(): void {
    this.#drop(this.#kept.length);
  }

  #drop(count: number): void {
    for (const { number, characters } of this.#kept.splice(0, count)) {
      this.#dropped = number;
      this.#count(-characters);
    }
  }

  #count(characters: number): void {
    this.#characters += characters;
    this.#total.characters += characters;
  }
}

/** Which log an offset of {@link DeviceLog} belongs to. */
export function logIdOf(offset: string): string {
  return offset.slice(0, offset.indexOf('.'));
}

/** NaN where it is none. */
function numberOf(offset: string): number {
  const [, number = 'none'] = /\.(\d{1,15})$/.exec(offset) ?? [];
  return Number(number);
}

/** What a value is taken to need besides its text: quotes, commas, braces. */
const perValue = 4;

/**
 * About how many characters of JSON a value takes. Counting costs far less than writing it: a session
 * description of 40,000 characters is one value.
 */
export function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length + perValue;
  if (typeof value !== 'object' || value === null) return 2 * perValue;
  let characters = perValue;
  if (Array.isArray(value)) {
    for (const item of value) characters += charactersOf(item);
    return characters;
  }
  for (const name in value) {
    characters += name.length + perValue + charactersOf((value as Record<string, unknown>)[name]);
  }
  return characters;
}

import { randomBytes } from 'node:crypto';

/** The data of a Socket.IO event packet: the event name and its arguments. */
export type EventData = readonly unknown[];

/** How many events are kept per device; more than a call's whole negotiation has. */
export const mostKeptEvents = 512;
export const mostKeptCharacters = 256 * 1024;

/** Counts the characters of several logs together. */
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
 * The numbered events to one device. The latest are kept: after a disconnect the device sends the
 * offset of the last event that it got, and gets the rest (Socket.IO's connection state recovery).
 *
 * An offset is `LOG.NUMBER`. LOG is random and known to this device only. So the server finds the
 * log by an offset, and no device can guess the offset of another.
 */
export class DeviceLog {
  readonly id = randomBytes(12).toString('base64url');
  readonly #kept: Kept[] = [];
  readonly #total: Meter;
  #last = 0;
  /** The number of the latest event that was dropped. */
  #dropped = 0;
  #characters = 0;

  /** `total` counts the characters of this and other logs. */
  constructor(total: Meter) {
    this.#total = total;
  }

  /** Numbers and keeps an event; returns its data to send, with the offset as the last argument. */
  keep(event: EventData, characters: number, now: number): EventData {
    const data = this.number(event);
    this.#kept.push({ number: this.#last, data, characters, at: now });
    this.#count(characters);
    if (this.#kept.length > mostKeptEvents || this.#characters > mostKeptCharacters) {
      this.#drop(Math.ceil(this.#kept.length / 2));
    }
    return data;
  }

  /** Numbers an event without keeping it, because it is useless after a disconnect. */
  number(event: EventData): EventData {
    this.#last += 1;
    return [...event, `${this.id}.${this.#last}`];
  }

  /** Whether the log still has all events after `offset`. */
  covers(offset: string): boolean {
    const number = numberOf(offset);
    return logIdOf(offset) === this.id && number >= this.#dropped && number <= this.#last;
  }

  /** The events after `offset`, in order. */
  after(offset: string): EventData[] {
    const number = numberOf(offset);
    return this.#kept.filter((kept) => kept.number > number).map(({ data }) => data);
  }

  /** Drops events that were sent before `before`. */
  prune(before: number): void {
    const fresh = this.#kept.findIndex(({ at }) => at >= before);
    this.#drop(fresh === -1 ? this.#kept.length : fresh);
  }

  /** Drops all events: the device cannot resume after an earlier event. */
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

/** The ID of the log of an offset. */
export function logIdOf(offset: string): string {
  return offset.slice(0, offset.indexOf('.'));
}

/** The number of an offset; NaN if it is malformed. */
function numberOf(offset: string): number {
  const [, number = 'none'] = /\.(\d{1,15})$/.exec(offset) ?? [];
  return Number(number);
}

/** Estimated extra characters per value: quotes, commas, braces. */
const perValue = 4;

/**
 * Estimates the length of a value in JSON, in characters. It costs far less than JSON.stringify: a
 * session description of 40,000 characters is one value.
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

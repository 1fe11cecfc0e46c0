import type { AccountId } from '@tatap/protocol/signaling';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * How long a stranger must wait before the next call to the same person. The index is the number of
 * earlier calls that were not accepted. Three calls need no pause, because people try again.
 */
export const pausesMs: readonly number[] = [
  0,
  0,
  0,
  minuteMs,
  10 * minuteMs,
  hourMs,
  6 * hourMs,
  24 * hourMs,
];

/** After a day without a call the count of the pair starts again. */
const forgetAfterMs = 24 * hourMs;

/** How many strangers can ring a person at once; after that one more every `strangerEveryMs`. */
export const strangersAtOnce = 10;
export const strangerEveryMs = minuteMs;

/** Limits memory: the pair with the oldest call is forgotten first. */
const maxPairs = 50_000;

interface Attempts {
  readonly count: number;
  readonly lastAt: number;
}

/**
 * Limits calls of strangers, people who are not contacts. The answer to a stranger depends only on
 * the stranger's own calls, so it reveals nothing about the callee.
 */
export class Strangers {
  readonly #attempts = new Map<string, Attempts>();
  /** When the rings of each person are used up, at one every `strangerEveryMs` (GCRA). */
  readonly #rings = new Map<AccountId, number>();

  /** Returns how long the caller must wait before the next call to this person, in milliseconds. */
  pauseMs(caller: AccountId, callee: AccountId, now: number): number {
    const attempts = this.#attempts.get(pair(caller, callee));
    if (attempts === undefined || now - attempts.lastAt >= forgetAfterMs) return 0;
    const pause = pausesMs[Math.min(attempts.count, pausesMs.length - 1)] ?? 0;
    return Math.max(0, attempts.lastAt + pause - now);
  }

  /** Counts a call. An accepted call resets the count. */
  called(caller: AccountId, callee: AccountId, now: number): void {
    const key = pair(caller, callee);
    const before = this.#attempts.get(key);
    const fresh = before === undefined || now - before.lastAt >= forgetAfterMs;
    this.#attempts.delete(key);
    this.#attempts.set(key, { count: fresh ? 1 : before.count + 1, lastAt: now });
    dropOldest(this.#attempts);
  }

  /** The callee accepted a call: resets the count. */
  accepted(caller: AccountId, callee: AccountId): void {
    this.#attempts.delete(pair(caller, callee));
  }

  /** Whether one more stranger may ring this person. */
  mayRing(callee: AccountId, now: number): boolean {
    return this.#paidAt(callee, now) - now <= (strangersAtOnce - 1) * strangerEveryMs;
  }

  /** Counts a stranger who rings this person. */
  rang(callee: AccountId, now: number): void {
    const paidAt = this.#paidAt(callee, now);
    this.#rings.delete(callee);
    this.#rings.set(callee, paidAt + strangerEveryMs);
    dropOldest(this.#rings);
  }

  #paidAt(callee: AccountId, now: number): number {
    return Math.max(this.#rings.get(callee) ?? 0, now);
  }
}

const pair = (caller: AccountId, callee: AccountId): string => `${caller} ${callee}`;

function dropOldest(map: Map<string, unknown>): void {
  if (map.size <= maxPairs) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

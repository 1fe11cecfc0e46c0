import type { AccountId } from '@tatap/protocol/signaling';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * How long a stranger waits before a further call to the same person, by how many calls went before
 * it without being accepted. Three calls are free: people try again.
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

/** After a day without a call the pair begins anew. */
const forgetAfterMs = 24 * hourMs;

/** How many strangers ring somebody at once; and then one more each so often. */
export const strangersAtOnce = 10;
export const strangerEveryMs = minuteMs;

/** Bounds memory: the pair that called longest ago is forgotten first. */
const maxPairs = 50_000;

interface Attempts {
  readonly count: number;
  readonly lastAt: number;
}

/**
 * Keeps people from being rung all the time by those who are not their contacts. What a stranger is
 * told depends on the stranger's own calls alone: it says nothing about the person called.
 */
export class Strangers {
  readonly #attempts = new Map<string, Attempts>();
  /** When the rings of each person are paid for, at one each `strangerEveryMs`. */
  readonly #rings = new Map<AccountId, number>();

  /** 0, or for how many milliseconds the caller may not call this person again. */
  pauseMs(caller: AccountId, callee: AccountId, now: number): number {
    const attempts = this.#attempts.get(pair(caller, callee));
    if (attempts === undefined || now - attempts.lastAt >= forgetAfterMs) return 0;
    const pause = pausesMs[Math.min(attempts.count, pausesMs.length - 1)] ?? 0;
    return Math.max(0, attempts.lastAt + pause - now);
  }

  /** The caller calls; counts until the person accepts a call. */
  called(caller: AccountId, callee: AccountId, now: number): void {
    const key = pair(caller, callee);
    const before = this.#attempts.get(key);
    const fresh = before === undefined || now - before.lastAt >= forgetAfterMs;
    this.#attempts.delete(key);
    this.#attempts.set(key, { count: fresh ? 1 : before.count + 1, lastAt: now });
    dropOldest(this.#attempts);
  }

  /** The person wanted to talk: nothing is held against the caller. */
  accepted(caller: AccountId, callee: AccountId): void {
    this.#attempts.delete(pair(caller, callee));
  }

  /** Whether one more stranger may ring this person, who has been rung by so many. */
  mayRing(callee: AccountId, now: number): boolean {
    return this.#paidAt(callee, now) - now <= (strangersAtOnce - 1) * strangerEveryMs;
  }

  /** A stranger rings this person. */
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

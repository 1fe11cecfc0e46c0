import type { AccountId } from '@tatap/protocol/signaling';

/** A request that was withdrawn or declined may be repeated once in this time. */
export const repeatAfterMs = 24 * 60 * 60 * 1000;

/** Bounds memory: the pair that asked longest ago is forgotten first. */
const maxPairs = 50_000;

interface Requests {
  readonly firstAt: number;
  readonly count: number;
}

/**
 * Keeps somebody from asking the same person again and again: each request and each withdrawal is
 * an event on the devices of both. The first repetition is free: people make mistakes.
 */
export class RequestPauses {
  readonly #pairs = new Map<string, Requests>();

  /** Counts a request: 0, or after how many milliseconds it may be made. */
  take(from: AccountId, to: AccountId, now: number): number {
    const key = `${from} ${to}`;
    const known = this.#pairs.get(key);
    const before = known !== undefined && now - known.firstAt < repeatAfterMs ? known : null;
    if (before !== null && before.count >= 2) return before.firstAt + repeatAfterMs - now;
    this.#pairs.delete(key);
    this.#pairs.set(key, {
      firstAt: before?.firstAt ?? now,
      count: (before?.count ?? 0) + 1,
    });
    if (this.#pairs.size > maxPairs) {
      const [oldest] = this.#pairs.keys();
      if (oldest !== undefined) this.#pairs.delete(oldest);
    }
    return 0;
  }
}

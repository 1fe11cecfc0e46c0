import type { AccountId } from '@tatap/protocol/signaling';

/** A contact request that was withdrawn or declined can be repeated once in this time. */
export const repeatAfterMs = 24 * 60 * 60 * 1000;

/** Limits memory: the pair with the oldest request is forgotten first. */
const maxPairs = 50_000;

interface Requests {
  readonly firstAt: number;
  readonly count: number;
}

/**
 * Limits repeated contact requests to the same person. Each request and each withdrawal is an event
 * on the devices of both people. The first repetition is allowed, because people make mistakes.
 */
export class RequestPauses {
  readonly #pairs = new Map<string, Requests>();

  /** Counts a request. Returns 0 if it is allowed, otherwise the milliseconds to wait. */
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

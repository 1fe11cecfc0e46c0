import type { Clock } from './ports.ts';

/** A burst of `atOnce`, then one every `everyMs`. */
export interface Pace {
  readonly atOnce: number;
  readonly everyMs: number;
}

interface Line {
  /** The theoretical arrival time of GCRA: when all work so far conforms to the pace. */
  paidAt: number;
  /** The work that came too soon and waits. */
  next: { readonly work: () => void; readonly cancel: () => void } | null;
}

/** The map is swept only when it has more keys than this. */
const sweepAbove = 1_000;

/**
 * Limits the rate of work per key. Work that comes too soon runs later. Only the last such work
 * runs, so it must read the current state when it runs.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #lines = new Map<string, Line>();
  #sweepAbove = sweepAbove;

  constructor(clock: Clock, pace: Pace) {
    this.#clock = clock;
    this.#pace = pace;
  }

  run(key: string, work: () => void): void {
    if (this.#lines.size > this.#sweepAbove) this.#sweep();
    const line = this.#lines.get(key) ?? { paidAt: 0, next: null };
    this.#lines.set(key, line);
    if (line.next !== null) {
      line.next = { work, cancel: line.next.cancel };
      return;
    }
    const { atOnce, everyMs } = this.#pace;
    const waitMs = line.paidAt - this.#clock.now() - (atOnce - 1) * everyMs;
    if (waitMs <= 0) {
      this.#do(line, work);
      return;
    }
    const cancel = this.#clock.after(waitMs, () => {
      const { next } = line;
      line.next = null;
      if (next !== null) this.#do(line, next.work);
    });
    line.next = { work, cancel };
  }

  /** Cancels waiting work. */
  close(): void {
    for (const { next } of this.#lines.values()) next?.cancel();
    this.#lines.clear();
  }

  #do(line: Line, work: () => void): void {
    line.paidAt = Math.max(line.paidAt, this.#clock.now()) + this.#pace.everyMs;
    work();
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const [key, { paidAt, next }] of this.#lines) {
      if (next === null && paidAt <= now) this.#lines.delete(key);
    }
    // Twice the remaining keys, so that the cost of sweeps stays in proportion to the cost of
    // inserts.
    this.#sweepAbove = Math.max(sweepAbove, 2 * this.#lines.size);
  }
}

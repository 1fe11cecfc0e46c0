import type { Clock } from './ports.ts';

/** So many at once, then one each `everyMs`. */
export interface Pace {
  readonly atOnce: number;
  readonly everyMs: number;
}

interface Line {
  /** When everything that was done would be paid for at this pace (GCRA's theoretical arrival). */
  paidAt: number;
  /** What is done next, where it came too soon. */
  next: { readonly work: () => void; readonly cancel: () => void } | null;
}

/** How many keys are kept at least before those that are paid for are forgotten. */
const sweepAbove = 1_000;

/**
 * Paces work of the same key. Work that comes too soon is done later, and only the last of it: it
 * must do what is right at the time when it runs.
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

  /** Does nothing any more that waits. */
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
    // Twice what is left, so that sweeping costs no more than filling.
    this.#sweepAbove = Math.max(sweepAbove, 2 * this.#lines.size);
  }
}

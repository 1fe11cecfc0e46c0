/** Time as the domain sees it; tests inject a virtual one. */
export interface Clock {
  /**
   * Steady time in milliseconds, for durations and deadlines. It begins near the epoch's count and
   * does not follow when somebody or something sets the machine's clock.
   */
  now(): number;
  /** Time of day in milliseconds since the epoch, for what is kept and shown. It can jump. */
  wall(): number;
  /** Calls back once after `delayMs`; returns the cancel. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Steady time of this page (High Resolution Time, section 5: monotonic clock). */
export const steadyNow = (): number => performance.timeOrigin + performance.now();

/** Time of day. */
export const wallNow = (): number => Date.now();

/** One timer for several purposes: starting it for one purpose stops it for the others. */
export class OneTimer<Kind extends string> {
  readonly #clock: Clock;
  #running: { readonly kind: Kind; cancel(): void } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The purpose it runs for; `null` while it is stopped. */
  get kind(): Kind | null {
    return this.#running?.kind ?? null;
  }

  start(kind: Kind, delayMs: number, callback: () => void): void {
    this.stop();
    const cancel = this.#clock.after(delayMs, () => {
      this.#running = null;
      callback();
    });
    this.#running = { kind, cancel };
  }

  stop(): void {
    this.#running?.cancel();
    this.#running = null;
  }
}

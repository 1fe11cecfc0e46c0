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

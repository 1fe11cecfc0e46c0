import type { Clock } from '../domain/ports.ts';

/** Real time. Nothing else of the server reads it. */
export const systemClock: Clock = {
  // High Resolution Time, section 5: a monotonic clock, which nobody sets. Whole milliseconds, as
  // waits are sent.
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  wall: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

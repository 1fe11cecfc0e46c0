import type { Clock } from '../domain/ports.ts';

/** Real time. The rest of the server gets time only from here, so tests can replace it. */
export const systemClock: Clock = {
  // A monotonic clock, which nobody can set (W3C High Resolution Time, section 5). Whole
  // milliseconds, because waits such as `retryAfterMs` are sent as integers.
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  wall: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

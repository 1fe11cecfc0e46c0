import type { Clock } from '../domain/ports.ts';

/**
 * The system's clock. All other code of the server gets time only from here, so that tests can
 * replace it.
 */
export const systemClock: Clock = {
  // A monotonic clock, which cannot be set (W3C High Resolution Time, section 5). Whole
  // milliseconds, because durations such as `retryAfterMs` are sent as integers.
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  wall: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

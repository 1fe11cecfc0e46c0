import { type Clock, steadyNow, wallNow } from '../clock.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  now: steadyNow,
  wall: wallNow,
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

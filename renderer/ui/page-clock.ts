import { type Clock, steadyNow, wallNow } from '../clock.ts';

/** The page's own clock, for the few views that time something. */
export const pageClock: Clock = {
  now: steadyNow,
  wall: wallNow,
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

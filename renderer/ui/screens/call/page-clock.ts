import type { Clock } from '../../../clock.ts';

/** The page's own time, for what only views mind. */
export const pageClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

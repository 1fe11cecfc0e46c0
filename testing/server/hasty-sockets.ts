import { Socket } from 'node:net';

/**
 * For attacks that wait until the server ends a connection on which nothing moves: imported into its
 * process before everything else, it makes the time-outs of connections ten times shorter. The
 * `hasty-timers.ts` do not reach them, because Node measures them by timers of its own.
 */
const times = 10;

const { setTimeout: real } = Socket.prototype;

Socket.prototype.setTimeout = function hasty(this: Socket, delayMs, callback) {
  return real.call(this, delayMs / times, callback);
};

import type { Handler } from './types.ts';

/** Passes an offer, answer or candidate to a device of the same call. The hot path: no waiting. */
export const callSignal: Handler<'call.signal'> = ({ calls }, from, payload) =>
  calls.signal(from, payload);

import type { Handler } from './types.ts';

/** Brings back a call that both of its devices still hold. */
export const callAttach: Handler<'call.attach'> = ({ calls }, from, payload) =>
  calls.attach(from, payload);

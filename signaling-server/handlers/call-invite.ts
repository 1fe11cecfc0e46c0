import type { Handler } from './types.ts';

/** Calls somebody: rings all their devices. */
export const callInvite: Handler<'call.invite'> = ({ calls }, from, payload) =>
  calls.invite(from, payload);

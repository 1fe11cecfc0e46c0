import type { Handler } from './types.ts';

/** Declines a call for all devices of the account. */
export const callDecline: Handler<'call.decline'> = ({ calls }, from, { callId, text, reason }) =>
  calls.ask(from, callId, (party) => ({ type: 'decline', from: party, text, reason }));

import type { Handler } from './types.ts';

/** The invite is shown and heard on this device. */
export const callRinging: Handler<'call.ringing'> = ({ calls }, from, { callId }) =>
  calls.ask(from, callId, (party) => ({ type: 'ringing', from: party }));

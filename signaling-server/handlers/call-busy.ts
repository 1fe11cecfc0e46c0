import type { Handler } from './types.ts';

/** This device is in another call; the others go on ringing. */
export const callBusy: Handler<'call.busy'> = ({ calls }, from, { callId }) =>
  calls.ask(from, callId, (party) => ({ type: 'busy', from: party }));

import type { Handler } from './types.ts';

/** Gives up a call while it rings. */
export const callCancel: Handler<'call.cancel'> = ({ calls }, from, { callId }) =>
  calls.ask(from, callId, (party) => ({ type: 'cancel', from: party }));

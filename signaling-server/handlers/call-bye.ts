import type { Handler } from './types.ts';

/** Ends a call that runs. */
export const callBye: Handler<'call.bye'> = ({ calls }, from, { callId, reason }) =>
  calls.ask(from, callId, (party) => ({ type: 'bye', from: party, reason }));

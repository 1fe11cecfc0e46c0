import type { Handler } from './types.ts';

/** Accepts a call that rings here; the first device wins. */
export const callAccept: Handler<'call.accept'> = ({ calls }, from, { callId, media }) =>
  calls.ask(from, callId, (party) => ({ type: 'accept', from: party, media, at: calls.wall() }));

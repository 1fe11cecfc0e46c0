import { assertNever } from '../../assert-never.ts';
import type { CallId } from '../../signaling/ids.ts';
import type { ByeReason, DeclineReason, EndReason } from '../reasons.ts';
import type { CallRecord, Effect, Step } from './effects.ts';
import { type Direction, type Ended, factsOf, type Live, type RefusalCode } from './state.ts';

interface Ending {
  readonly reason: EndReason;
  readonly by: Ended['by'];
  readonly at: number;
  readonly text?: string | undefined;
  readonly refusal?: RefusalCode;
  /** What the server is told. */
  readonly tell?: 'cancel' | 'bye';
}

type EndStep = Step & { readonly state: Ended };

/** Ends a leg: releases everything it held, tells both sides, writes it down. */
export function end(state: Live, ending: Ending): EndStep {
  const { callId, person, media, since } = state;
  const direction = directionOf(state);
  const durationMs = 'startedAt' in state ? ending.at - state.startedAt : null;
  const ended: Ended = {
    phase: 'ended',
    ...factsOf(state),
    direction,
    reason: ending.reason,
    by: ending.by,
    text: ending.text ?? null,
    durationMs,
    refusal: ending.refusal ?? null,
  };
  const record: CallRecord = {
    callId,
    person,
    direction,
    media,
    at: since,
    durationMs,
    reason: ending.reason,
    missed: state.phase === 'incoming' && isMissed(ending.reason),
  };
  return {
    state: ended,
    effects: [...told(callId, ending), ...released(state, ending), { type: 'record', record }],
  };
}

function directionOf(state: Live): Direction {
  if (state.phase === 'outgoing' || state.phase === 'incoming') return state.phase;
  return state.direction;
}

/** Whether an incoming call that stopped ringing here was missed, or taken by somebody. */
export function isMissed(reason: EndReason): boolean {
  switch (reason) {
    case 'answered-elsewhere':
    case 'declined':
    // It ran: two people called each other, and one of them had given up meanwhile.
    case 'hung-up':
    case 'gone':
    case 'connect-failed':
    case 'connection-lost':
      return false;
    case 'no-answer':
    case 'unavailable':
    case 'do-not-disturb':
    case 'busy':
    case 'cancelled':
    case 'identity-mismatch':
    case 'incompatible':
    case 'refused':
      return true;
    default:
      return assertNever(reason);
  }
}

function told(callId: CallId, ending: Ending): readonly Effect[] {
  switch (ending.tell) {
    case undefined:
      return [];
    case 'cancel':
      return [{ type: 'request', name: 'call.cancel', payload: { callId } }];
    case 'bye':
      return [
        {
          type: 'request',
          name: 'call.bye',
          payload: { callId, reason: byeReason(ending.reason) },
        },
      ];
    default:
      return assertNever(ending.tell);
  }
}

function released(state: Live, ending: Ending): readonly Effect[] {
  const media: Effect = { type: 'media.close' };
  switch (state.phase) {
    case 'outgoing':
      return [
        { type: 'timer.stop', timer: 'no-answer' },
        { type: 'ringback.stop' },
        { type: 'links.close', farewell: null },
        media,
      ];
    case 'incoming':
      return [
        { type: 'timer.stop', timer: 'no-answer' },
        { type: 'ring.stop' },
        { type: 'links.close', farewell: null },
      ];
    case 'connecting':
      return [{ type: 'timer.stop', timer: 'connect' }, farewell(ending), media];
    case 'active':
    case 'held':
      return [{ type: 'timer.stop', timer: 'link-loss' }, farewell(ending), media];
    default:
      return assertNever(state);
  }
}

/**
 * The other side hears it over the channel too: the server may be out of reach for either. Not that
 * it was answered elsewhere: the call goes on there.
 */
function farewell({ by, reason }: Ending): Effect {
  const goesOn = reason === 'answered-elsewhere' || reason === 'declined';
  return { type: 'links.close', farewell: by === 'peer' || goesOn ? null : byeReason(reason) };
}

/** Whose act it was that the server tells of. */
export function endedBy(direction: Direction, reason: EndReason): Ended['by'] {
  switch (reason) {
    case 'answered-elsewhere':
      return 'self';
    case 'declined':
      // By this person on another device, or by the other person.
      return direction === 'incoming' ? 'self' : 'peer';
    case 'busy':
    case 'hung-up':
    case 'cancelled':
      return 'peer';
    default:
      return 'nobody';
  }
}

function byeReason(reason: EndReason): ByeReason {
  switch (reason) {
    case 'connect-failed':
    case 'connection-lost':
    case 'identity-mismatch':
    case 'incompatible':
      return reason;
    default:
      return 'hung-up';
  }
}

/**
 * Ends a call whose link cannot be: somebody else may have written the other side's description, or
 * the two descriptions do not fit.
 */
export function untenable(
  state: Live,
  reason: Extract<DeclineReason, 'identity-mismatch' | 'incompatible'>,
  at: number,
): EndStep {
  const { callId, phase } = state;
  if (phase !== 'incoming') {
    return end(state, { reason, by: 'nobody', at, tell: phase === 'outgoing' ? 'cancel' : 'bye' });
  }
  const over = end(state, { reason, by: 'nobody', at });
  const decline: Effect = { type: 'request', name: 'call.decline', payload: { callId, reason } };
  return { ...over, effects: [decline, ...over.effects] };
}

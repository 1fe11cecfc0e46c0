import type { CallId } from '../../signaling/ids.ts';
import { type Step, stay, step } from './effects.ts';
import { remember } from './ending.ts';
import type { EventOf } from './events.ts';
import type { LegState } from './state.ts';

/**
 * The server accepted a call that this device has already given up: cancel and accept crossed, or a
 * crossing call was joined after the person had hung up. It is told that the call is over.
 */
export function lateAccept(
  state: LegState,
  event: EventOf<'server.accepted'> | EventOf<'invite.acknowledged'>,
): Step {
  if (event.type === 'server.accepted') return givenUp(state, event.callId);
  const { result } = event;
  return result.outcome === 'accepted' ? givenUp(state, result.callId) : stay(state);
}

function givenUp(state: LegState, callId: CallId): Step {
  return step(
    { ...state, memory: remember(state.memory, callId) },
    { type: 'request', name: 'call.bye', payload: { callId, reason: 'hung-up' } },
  );
}

import type { CallId } from '../../signaling/ids.ts';
import { type Step, stay, step } from './effects.ts';
import { remember } from './ending.ts';
import type { EventOf } from './events.ts';
import type { EndpointState, Live, Ring } from './state.ts';

/**
 * The server accepted a call that this device has already given up: cancel and accept crossed, or a
 * crossing call was joined after the person had hung up. It is told that the call is over.
 */
export function stray(
  state: EndpointState,
  event: EventOf<'server.accepted'> | EventOf<'invite.acknowledged'>,
): Step {
  if (event.type === 'server.accepted') return givenUp(state, event.callId);
  const { result } = event;
  return result.outcome === 'accepted' ? givenUp(state, result.callId) : stay(state);
}

/** Another call comes in while one runs: this device is busy, and remembers who called. */
export function busy<S extends Live>(state: S, { callId, person, media }: Ring, at: number): Step {
  if (callId === state.callId || state.memory.over.includes(callId)) return stay(state);
  return step(
    { ...state, memory: remember(state.memory, callId) },
    { type: 'request', name: 'call.busy', payload: { callId } },
    {
      type: 'record',
      record: {
        callId,
        person,
        direction: 'incoming',
        media,
        at,
        durationMs: null,
        reason: 'busy',
        missed: true,
      },
    },
  );
}

function givenUp(state: EndpointState, callId: CallId): Step {
  return step(
    { ...state, memory: remember(state.memory, callId) },
    { type: 'request', name: 'call.bye', payload: { callId, reason: 'hung-up' } },
  );
}

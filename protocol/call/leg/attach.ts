import type { Effect, Step } from './effects.ts';
import { stay, step } from './effects.ts';
import { end } from './ending.ts';
import type { EventOf } from './events.ts';
import type { Established, LegState } from './state.ts';

/** Tells the server that this device still holds its call, which the server has given up. */
export function attach({ callId, person, device, side, media }: Established): Effect {
  return {
    type: 'attach',
    claim: {
      callId,
      peer: { account: person.id, device },
      side,
      media,
    },
  };
}

/**
 * Another device asks for a call that does not run here. If this device was in it and has ended it,
 * it says so. Of any other call it says nothing: a stranger could learn that it is there, and a
 * caller could make the server take a call that only rang here for an answered one.
 */
export function attachingOf<S extends LegState>(
  state: S,
  { callId }: EventOf<'server.attaching'>,
): Step {
  if (!state.memory.joined.includes(callId)) return stay(state);
  return step(state, {
    type: 'request',
    name: 'call.bye',
    payload: { callId, reason: 'hung-up' },
  });
}

/**
 * An attach that was lost on the way is repeated. One that was refused changes nothing while the two
 * devices reach each other; where they do not, nothing is left to wait for.
 */
export function attachRefused(state: Established, { code, at }: EventOf<'attach.refused'>): Step {
  switch (code) {
    case 'timeout':
      return step(state, attach(state));
    case 'call-over':
      return state.health.state === 'connected'
        ? stay(state)
        : end(state, { reason: 'connection-lost', by: 'nobody', at, tell: 'bye' });
    default:
      // Out of reach: the next snapshot asks again.
      return stay(state);
  }
}

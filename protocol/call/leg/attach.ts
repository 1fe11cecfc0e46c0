import type { Effect, Step } from './effects.ts';
import { stay, step } from './effects.ts';
import { end } from './ending.ts';
import type { EventOf } from './events.ts';
import type { Established } from './state.ts';

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

import { unreachable } from '../../unreachable.ts';
import { linkLossMs } from '../timing.ts';
import { type Step, stay, step } from './effects.ts';
import { end, forged } from './ending.ts';
import type { EventOf, PlainEvent } from './events.ts';
import type { Active } from './state.ts';
import { busy, stray } from './stray.ts';

/** A running call. It ends when a person ends it or its link stays down, and by nothing else. */
export function active(state: Active, event: PlainEvent): Step {
  switch (event.type) {
    case 'hang-up':
    case 'sign-out':
      return end(state, { reason: 'hung-up', by: 'self', at: event.at, tell: 'bye' });
    case 'link.connected':
      return event.device === state.device ? recovered(state) : stay(state);
    case 'link.interrupted':
      return event.device === state.device ? interrupted(state, event.at) : stay(state);
    case 'link.failed':
      return event.device === state.device ? lost(state, event.at) : stay(state);
    case 'link.forged':
      return event.device === state.device ? forged(state, event.at) : stay(state);
    case 'link.bye':
      // The server is told too: the other side may be unable to reach it.
      return event.device === state.device
        ? end(state, { reason: event.reason, by: 'peer', at: event.at, tell: 'bye' })
        : stay(state);
    case 'timer':
      return event.timer === 'link-loss' ? lost(state, event.at) : stay(state);
    case 'server.incoming':
      return busy(state, event.ring, event.at);
    case 'server.ended':
      return event.callId === state.callId ? ended(state, event) : stay(state);
    case 'server.accepted':
      return event.callId === state.callId ? stay(state) : stray(state, event);
    case 'invite.acknowledged':
      return isOwn(state, event) ? stay(state) : stray(state, event);
    case 'start':
    case 'accept':
    case 'decline':
    case 'dismiss':
    case 'server.ringing':
    case 'invite.refused':
    case 'ringing.refused':
    case 'accept.acknowledged':
    case 'accept.refused':
      return stay(state);
    default:
      return unreachable(event);
  }
}

function recovered(state: Active): Step {
  if (state.health.state === 'connected') return stay(state);
  return step(
    { ...state, health: { state: 'connected' } },
    { type: 'timer.stop', timer: 'link-loss' },
  );
}

function interrupted(state: Active, at: number): Step {
  if (state.health.state === 'lost') return stay(state);
  return step(
    { ...state, health: { state: 'lost', since: at } },
    { type: 'timer.start', timer: 'link-loss', delayMs: linkLossMs },
  );
}

function lost(state: Active, at: number): Step {
  return end(state, { reason: 'connection-lost', by: 'nobody', at, tell: 'bye' });
}

/**
 * `gone` says that the server has lost sight of the other side, or of this one, or of the call
 * (it was restarted). While the two reach each other, that is no reason to end.
 */
function ended(state: Active, { reason, at }: EventOf<'server.ended'>): Step {
  if (reason === 'gone') return state.health.state === 'connected' ? stay(state) : gone(state, at);
  return end(state, { reason, by: reason === 'hung-up' ? 'peer' : 'nobody', at });
}

function gone(state: Active, at: number): Step {
  return end(state, { reason: 'connection-lost', by: 'nobody', at });
}

/** A late acknowledgement of the invite that led to this very call. */
function isOwn(state: Active, { callId, result }: EventOf<'invite.acknowledged'>): boolean {
  return (
    callId === state.callId || (result.outcome === 'accepted' && result.callId === state.callId)
  );
}

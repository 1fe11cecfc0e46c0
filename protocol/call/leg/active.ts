import { linkLossMs } from '../timing.ts';
import { agreed, overruled } from './answered.ts';
import { attach, attachRefused } from './attach.ts';
import { acceptAgain } from './connecting.ts';
import { type Step, stay, step } from './effects.ts';
import { end, endedBy, isMissed, untenable } from './ending.ts';
import type { EventOf, LegEvent } from './events.ts';
import { setHold } from './hold.ts';
import type { Established } from './state.ts';

/** A running call, on hold or not. It ends when a person ends it or its link stays down, and by nothing else. */
export function active(state: Established, event: LegEvent): Step {
  switch (event.type) {
    case 'hang-up':
    case 'sign-out':
      return end(state, { reason: 'hung-up', by: 'self', at: event.at, tell: 'bye' });
    case 'hold':
      return setHold(state, { own: event.state });
    case 'link.hold':
      return setHold(state, { peer: event.state });
    case 'link.reopened':
      // Its other side says anew if it holds.
      return setHold(state, { peer: 'running' });
    case 'link.connected':
      return recovered(state);
    case 'link.interrupted':
      return interrupted(state, event.at);
    case 'link.failed':
      return lost(state, event.at);
    case 'link.forged':
      return untenable(state, 'identity-mismatch', event.at);
    case 'link.unfit':
      return untenable(state, 'incompatible', event.at);
    case 'link.accepted':
      return state.direction === 'outgoing' ? step(state, agreed(state.device)) : stay(state);
    case 'link.bye':
      // The server is told too: the other side may be unable to reach it.
      return end(state, { reason: event.reason, by: 'peer', at: event.at, tell: 'bye' });
    case 'timer':
      return event.timer === 'link-loss' ? lost(state, event.at) : stay(state);
    case 'server.ended':
      return ended(state, event);
    case 'server.accepted':
      return accepted(state, event);
    case 'accept.acknowledged':
      return stay(confirmed(state));
    case 'accept.refused':
      return refused(state, event);
    case 'server.attaching':
      return event.device === state.device ? step(state, attach(state)) : stay(state);
    case 'server.attached':
      return attached(state);
    case 'attach.acknowledged':
      return event.outcome === 'running' ? attached(state) : stay(state);
    case 'attach.refused':
      return attachRefused(state, event);
    default:
      // Means nothing here. An event that is not listed is a type error.
      event.type satisfies
        | 'accept'
        | 'decline'
        | 'server.incoming'
        | 'server.ringing'
        | 'invite.acknowledged'
        | 'invite.refused'
        | 'ringing.refused'
        | 'link.agreed';
      return stay(state);
  }
}

function recovered(state: Established): Step {
  if (state.health.state === 'connected') return stay(state);
  return step(
    { ...state, health: { state: 'connected' } },
    { type: 'timer.stop', timer: 'link-loss' },
  );
}

function interrupted(state: Established, at: number): Step {
  if (state.health.state === 'lost') return stay(state);
  return step(
    { ...state, health: { state: 'lost', since: at } },
    { type: 'timer.start', timer: 'link-loss', delayMs: linkLossMs },
  );
}

function lost(state: Established, at: number): Step {
  return end(state, { reason: 'connection-lost', by: 'nobody', at, tell: 'bye' });
}

/**
 * `gone` says that the server has lost sight of the other side, or of this one, or of the call
 * (it was restarted), `no-answer` that no accept has reached it. While the link between the two
 * devices is up, the call goes on and both devices attach it to the server again.
 */
function ended(state: Established, { reason, at }: EventOf<'server.ended'>): Step {
  if (reason === 'gone' || reason === 'no-answer') {
    return state.health.state === 'connected' ? step(state, attach(state)) : lost(state, at);
  }
  // The server took it for unanswered. The bye removes it from the missed calls of the account.
  const told = isMissed(reason) ? ({ tell: 'bye' } as const) : {};
  return end(state, { reason, by: endedBy(state.direction, reason), at, ...told });
}

function confirmed(state: Established): Established {
  return { ...state, answer: { state: 'confirmed' } };
}

/** The server knows the call again: an ICE restart that it refused meanwhile can be agreed now. */
function attached(state: Established): Step {
  return step(confirmed(state), { type: 'links.mend' });
}

function accepted(state: Established, { device }: EventOf<'server.accepted'>): Step {
  if (state.answer.state !== 'heard') return stay(state);
  return device === state.device ? stay(confirmed(state)) : overruled(state, device);
}

/** The two talk already. Only another device that was the first takes the call from this one. */
function refused(state: Established, { code, at }: EventOf<'accept.refused'>): Step {
  if (state.answer.state === 'confirmed') return stay(state);
  switch (code) {
    case 'answered-elsewhere':
      return end(state, { reason: 'answered-elsewhere', by: 'self', at });
    case 'timeout':
      return step(state, ...acceptAgain(state));
    default:
      // Out of reach: the next snapshot asks again. Or it has given the call up.
      return stay(state);
  }
}

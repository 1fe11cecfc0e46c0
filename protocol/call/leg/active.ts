import { assertNever } from '../../assert-never.ts';
import { linkLossMs } from '../timing.ts';
import { agreed, overruled } from './answered.ts';
import { attach, attachingOf, attachRefused } from './attach.ts';
import { busy } from './busy.ts';
import { acceptAgain } from './connecting.ts';
import { type Step, stay, step } from './effects.ts';
import { end, endedBy, isMissed, untenable } from './ending.ts';
import type { EventOf, PlainEvent } from './events.ts';
import { holdAnew, setOwnHold, setPeerHold } from './hold.ts';
import { lateAccept } from './late-accept.ts';
import type { Established } from './state.ts';

/** A running call, on hold or not. It ends when a person ends it or its link stays down, and by nothing else. */
export function active(state: Established, event: PlainEvent): Step {
  switch (event.type) {
    case 'hang-up':
    case 'sign-out':
      return end(state, { reason: 'hung-up', by: 'self', at: event.at, tell: 'bye' });
    case 'hold':
      return setOwnHold(state, event.state);
    case 'link.hold':
      return event.device === state.device ? setPeerHold(state, event.state) : stay(state);
    case 'link.reopened':
      return event.device === state.device ? holdAnew(state) : stay(state);
    case 'link.connected':
      return event.device === state.device ? recovered(state) : stay(state);
    case 'link.interrupted':
      return event.device === state.device ? interrupted(state, event.at) : stay(state);
    case 'link.failed':
      return event.device === state.device ? lost(state, event.at) : stay(state);
    case 'link.forged':
      return event.device === state.device
        ? untenable(state, 'identity-mismatch', event.at)
        : stay(state);
    case 'link.unfit':
      return event.device === state.device
        ? untenable(state, 'incompatible', event.at)
        : stay(state);
    case 'link.accepted':
      return event.device === state.device && state.direction === 'outgoing'
        ? step(state, agreed(state.device))
        : stay(state);
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
      return event.callId === state.callId ? accepted(state, event) : lateAccept(state, event);
    case 'accept.acknowledged':
      return event.callId === state.callId ? stay(confirmed(state)) : stay(state);
    case 'accept.refused':
      return event.callId === state.callId ? refused(state, event) : stay(state);
    case 'server.attaching':
      return event.callId === state.callId && event.device === state.device
        ? step(state, attach(state))
        : attachingOf(state, event);
    case 'server.attached':
      return event.callId === state.callId ? attached(state) : stay(state);
    case 'attach.acknowledged':
      return event.callId === state.callId && event.outcome === 'running'
        ? attached(state)
        : stay(state);
    case 'attach.refused':
      return event.callId === state.callId ? attachRefused(state, event) : stay(state);
    case 'invite.acknowledged':
      return isOwn(state, event) ? stay(state) : lateAccept(state, event);
    case 'start':
    case 'accept':
    case 'pressed':
    case 'released':
    case 'decline':
    case 'dismiss':
    case 'server.ringing':
    case 'invite.refused':
    case 'ringing.refused':
    case 'link.agreed':
      return stay(state);
    default:
      return assertNever(event);
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

/** A late acknowledgement of the invite that led to this very call. */
function isOwn(state: Established, { callId, result }: EventOf<'invite.acknowledged'>): boolean {
  return (
    callId === state.callId || (result.outcome === 'accepted' && result.callId === state.callId)
  );
}

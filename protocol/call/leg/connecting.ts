import { agreed, overruled } from './answered.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import { end, endedBy, untenable } from './ending.ts';
import type { EventOf, LegEvent } from './events.ts';
import { setHold, withHold } from './hold.ts';
import type { Answer, Connecting, Established } from './state.ts';

/** Accepted, on the way to the first connection. */
export function connecting(state: Connecting, event: LegEvent): Step {
  switch (event.type) {
    case 'accept.acknowledged':
      return counts(state, { state: 'confirmed' }, event.at);
    case 'accept.refused':
      return refused(state, event);
    case 'link.connected':
      return connected(state, event.at);
    case 'link.accepted':
      return state.direction === 'outgoing' ? step(state, agreed(state.device)) : stay(state);
    case 'link.agreed':
      return state.answer.state === 'sent'
        ? counts(state, { ...state.answer, state: 'agreed' }, event.at)
        : stay(state);
    case 'link.hold':
      return setHold(state, { peer: event.state });
    case 'link.reopened':
      return setHold(state, { peer: 'running' });
    case 'link.interrupted':
      return stay({ ...state, link: 'connecting' });
    case 'link.failed':
      return failed(state, event.at);
    case 'link.forged':
      return untenable(state, 'identity-mismatch', event.at);
    case 'link.unfit':
      return untenable(state, 'incompatible', event.at);
    case 'link.bye':
      return end(state, { reason: event.reason, by: 'peer', at: event.at, tell: 'bye' });
    case 'timer':
      return event.timer === 'connect' ? failed(state, event.at) : stay(state);
    case 'hang-up':
    case 'sign-out':
      return end(state, { reason: 'hung-up', by: 'self', at: event.at, tell: 'bye' });
    case 'server.ended':
      return ended(state, event);
    case 'server.accepted':
      return accepted(state, event);
    default:
      // Means nothing here. An event that is not listed is a type error.
      event.type satisfies
        | 'hold'
        | 'accept'
        | 'decline'
        | 'server.incoming'
        | 'server.ringing'
        | 'server.attaching'
        | 'server.attached'
        | 'attach.acknowledged'
        | 'attach.refused'
        | 'invite.acknowledged'
        | 'invite.refused'
        | 'ringing.refused';
      return stay(state);
  }
}

/** What was said to nobody, because the link was not up, is said now. */
function connected(state: Connecting, at: number): Step {
  const { device, answer } = state;
  const next = proceed({ ...state, link: 'connected' }, at);
  if (answer.state !== 'sent') return next;
  return step(next.state, ...next.effects, accepting(device, answer));
}

/** Tells the caller of an accept, ahead of the server. */
export function accepting(
  device: Connecting['device'],
  { media }: Extract<Answer, { state: 'sent' }>,
): Effect {
  return { type: 'link.tell', device, message: { kind: 'accept', media } };
}

/** The answer made here was the first: now the other side may be seen and heard. */
function counts(state: Connecting, answer: Exclude<Answer, { state: 'sent' }>, at: number): Step {
  const next = proceed({ ...state, answer }, at);
  if (state.answer.state !== 'sent') return next;
  return step(next.state, { type: 'playback.open', device: state.device }, ...next.effects);
}

function accepted(state: Connecting, { device, at }: EventOf<'server.accepted'>): Step {
  if (state.answer.state !== 'heard') return stay(state);
  return device === state.device
    ? counts(state, { state: 'confirmed' }, at)
    : overruled(state, device);
}

/** Runs once the link is up and, where accepted here, somebody has agreed. */
function proceed(state: Connecting, at: number): Step {
  if (state.answer.state === 'sent' || state.link === 'connecting') return stay(state);
  const { link: _, hold, answer, ...facts } = state;
  const health = { state: 'connected' } as const;
  const talking = { ...facts, answer, startedAt: at, health, phase: 'active' } as const;
  return step(withHold(talking, hold), { type: 'timer.stop', timer: 'connect' });
}

/** An accept that was lost on the way is repeated; one that came too late is undone. */
function refused(state: Connecting, { code, at }: EventOf<'accept.refused'>): Step {
  switch (code) {
    case 'answered-elsewhere':
      return end(state, { reason: 'answered-elsewhere', by: 'self', at });
    case 'call-over':
      return end(state, { reason: 'cancelled', by: 'peer', at });
    case 'unreachable':
      return stay(state);
    case 'timeout':
      return step(state, ...acceptAgain(state));
    default:
      return end(state, { reason: 'refused', by: 'nobody', at, refusal: code, tell: 'bye' });
  }
}

/** The accept, where the server has not answered it yet. */
export function acceptAgain({ callId, answer }: Connecting | Established) {
  if (answer.state !== 'sent' && answer.state !== 'agreed') return [];
  const payload = { callId, media: answer.media };
  return [{ type: 'request', name: 'call.accept', payload } as const];
}

function failed(state: Connecting, at: number): Step {
  return end(state, { reason: 'connect-failed', by: 'nobody', at, tell: 'bye' });
}

function ended(state: Connecting, { reason, text, at }: EventOf<'server.ended'>): Step {
  return end(state, { reason, by: endedBy(state.direction, reason), at, text });
}

import { assertNever } from '../../assert-never.ts';
import type { HoldState } from '../../control/messages.ts';
import { agreed, overruled } from './answered.ts';
import { attachingOf } from './attach.ts';
import { busy } from './busy.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import { end, endedBy, untenable } from './ending.ts';
import type { EventOf, PlainEvent } from './events.ts';
import { holdLink, withHold } from './hold.ts';
import { lateAccept } from './late-accept.ts';
import type { Answer, Connecting, Established } from './state.ts';

/** Accepted, on the way to the first connection. */
export function connecting(state: Connecting, event: PlainEvent): Step {
  switch (event.type) {
    case 'accept.acknowledged':
      return event.callId === state.callId
        ? counts(state, { state: 'confirmed' }, event.at)
        : stay(state);
    case 'accept.refused':
      return event.callId === state.callId ? refused(state, event) : stay(state);
    case 'link.connected':
      return event.device === state.device ? connected(state, event.at) : stay(state);
    case 'link.accepted':
      return event.device === state.device && state.direction === 'outgoing'
        ? step(state, agreed(state.device))
        : stay(state);
    case 'link.agreed':
      return event.device === state.device && state.answer.state === 'sent'
        ? counts(state, { ...state.answer, state: 'agreed' }, event.at)
        : stay(state);
    case 'link.hold':
      return event.device === state.device ? holds(state, event.state) : stay(state);
    case 'link.reopened':
      return event.device === state.device ? holds(state, 'running') : stay(state);
    case 'link.interrupted':
      return stay(event.device === state.device ? { ...state, link: 'connecting' } : state);
    case 'link.failed':
      return event.device === state.device ? failed(state, event.at) : stay(state);
    case 'link.forged':
      return event.device === state.device
        ? untenable(state, 'identity-mismatch', event.at)
        : stay(state);
    case 'link.unfit':
      return event.device === state.device
        ? untenable(state, 'incompatible', event.at)
        : stay(state);
    case 'link.bye':
      return event.device === state.device
        ? end(state, { reason: event.reason, by: 'peer', at: event.at, tell: 'bye' })
        : stay(state);
    case 'timer':
      return event.timer === 'connect' ? failed(state, event.at) : stay(state);
    case 'hang-up':
    case 'sign-out':
      return end(state, { reason: 'hung-up', by: 'self', at: event.at, tell: 'bye' });
    case 'server.attaching':
      return attachingOf(state, event);
    case 'server.incoming':
      return busy(state, event.ring, event.at);
    case 'server.ended':
      return event.callId === state.callId ? ended(state, event) : stay(state);
    case 'server.accepted':
      return event.callId === state.callId ? accepted(state, event) : lateAccept(state, event);
    case 'invite.acknowledged':
      return isOwn(state, event) ? stay(state) : lateAccept(state, event);
    case 'start':
    case 'hold':
    case 'accept':
    case 'pressed':
    case 'released':
    case 'decline':
    case 'dismiss':
    case 'server.ringing':
    case 'server.attached':
    case 'attach.acknowledged':
    case 'attach.refused':
    case 'invite.refused':
    case 'ringing.refused':
      return stay(state);
    default:
      return assertNever(event);
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

function holds(state: Connecting, peer: HoldState): Step {
  const hold = { ...state.hold, peer };
  return step({ ...state, hold }, holdLink(state.device, hold));
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

/** A late acknowledgement of the invite that led to this very call. */
function isOwn(state: Connecting, { callId, result }: EventOf<'invite.acknowledged'>): boolean {
  return (
    callId === state.callId || (result.outcome === 'accepted' && result.callId === state.callId)
  );
}

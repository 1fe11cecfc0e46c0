import { assertNever } from '../../assert-never.ts';
import type { DeviceId } from '../../signaling/ids.ts';
import { answered, joined } from './answered.ts';
import { attachingOf } from './attach.ts';
import { busy } from './busy.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import { type EndStep, end, remember, untenable } from './ending.ts';
import type { EventOf, PlainEvent } from './events.ts';
import { lateAccept } from './late-accept.ts';
import { ring } from './ring.ts';
import type { Outgoing, RingingPeer } from './state.ts';

/** This person called and nobody has accepted yet. */
export function outgoing(state: Outgoing, event: PlainEvent): Step {
  switch (event.type) {
    case 'hang-up':
    case 'sign-out':
      return end(state, { reason: 'cancelled', by: 'self', at: event.at, tell: 'cancel' });
    case 'invite.acknowledged':
      return acknowledged(state, event);
    case 'invite.refused':
      return refused(state, event);
    case 'server.attaching':
      return attachingOf(state, event);
    case 'server.incoming':
      return incoming(state, event);
    case 'server.ringing':
      return event.callId === state.callId ? rings(state, event) : stay(state);
    case 'server.accepted':
      return event.callId === state.callId
        ? answered(state, event.device, event.at, 'confirmed')
        : lateAccept(state, event);
    case 'link.accepted':
      return accepts(state, event);
    case 'server.ended':
      return ended(state, event);
    case 'link.connected':
      return stay(withLink(state, event.device, { link: 'connected' }));
    case 'link.interrupted':
      return stay(withLink(state, event.device, { link: 'connecting' }));
    case 'link.hold':
      return stay(withLink(state, event.device, { hold: event.state }));
    case 'link.reopened':
      return stay(withLink(state, event.device, { hold: 'running' }));
    case 'link.agreed':
      return stay(state);
    case 'link.failed':
    case 'link.bye':
      return withoutLink(state, event.device);
    case 'link.forged':
      return state.ringing.some((one) => one.device === event.device)
        ? thenCrossing(state, untenable(state, 'identity-mismatch', event.at), event.at)
        : stay(state);
    case 'link.unfit':
      return unfit(state, event);
    case 'timer':
      return event.timer === 'no-answer'
        ? end(state, { reason: 'no-answer', by: 'nobody', at: event.at, tell: 'cancel' })
        : stay(state);
    case 'start':
    case 'hold':
    case 'accept':
    case 'pressed':
    case 'released':
    case 'decline':
    case 'dismiss':
    case 'server.attached':
    case 'attach.acknowledged':
    case 'attach.refused':
    case 'ringing.refused':
    case 'accept.acknowledged':
    case 'accept.refused':
      return stay(state);
    default:
      return assertNever(event);
  }
}

function acknowledged(state: Outgoing, event: EventOf<'invite.acknowledged'>): Step {
  if (event.callId !== state.callId) return lateAccept(state, event);
  const { result } = event;
  switch (result.outcome) {
    case 'calling':
      return step({ ...state, invite: 'acknowledged' }, { type: 'ringback.start' });
    case 'accepted':
      return state.memory.endedCalls.includes(result.callId)
        ? end(state, { reason: 'hung-up', by: 'peer', at: event.at })
        : joined(state, result.callId, result.peer, event.at);
    default:
      return assertNever(result);
  }
}

function refused(state: Outgoing, event: EventOf<'invite.refused'>): Step {
  if (event.callId !== state.callId) return stay(state);
  const { code, at } = event;
  // An invite whose answer was lost may have arrived.
  const tell = code === 'timeout' ? ({ tell: 'cancel' } as const) : {};
  const over = end(state, { reason: 'refused', by: 'nobody', at, refusal: code, ...tell });
  return thenCrossing(state, over, at);
}

/** Whoever calls the person that calls them is not rung: the server joins the two calls. */
function incoming(state: Outgoing, { ring: call, at }: EventOf<'server.incoming'>): Step {
  if (call.person.id !== state.person.id) return busy(state, call, at);
  return stay(state.memory.endedCalls.includes(call.callId) ? state : { ...state, crossing: call });
}

/**
 * A contact's device rings: the link to it is negotiated while it does. One that rings again was
 * started anew in between, and knows nothing of the link it had.
 */
function rings(state: Outgoing, { device, asked }: EventOf<'server.ringing'>): Step {
  const others = state.ringing.filter((one) => one.device !== device);
  const again: readonly Effect[] =
    others.length < state.ringing.length ? [{ type: 'link.close', device }] : [];
  const ringing = [...others, { device, link: 'connecting', hold: 'running' } as const];
  return step({ ...withoutAnswer(state, device), ringing, asked }, ...again, {
    type: 'link.open',
    device,
    role: 'caller',
  });
}

/**
 * A device says that its person has accepted. Where no other was asked, that is the answer. Else
 * the server's word is awaited before anything is shown; sound and picture set out meanwhile.
 */
function accepts(state: Outgoing, { device, at }: EventOf<'link.accepted'>): Step {
  const link = state.ringing.find((one) => one.device === device)?.link ?? 'closed';
  if (link === 'closed' || state.answering !== null) return stay(state);
  if (state.asked === 1 && state.ringing.length === 1) return answered(state, device, at, 'heard');
  return step(
    { ...state, answering: device },
    { type: 'tracks.attach', device },
    { type: 'ringback.stop' },
  );
}

/** Where another device may answer yet, nothing is lost: that one's link may fit. */
function unfit(state: Outgoing, { device, at }: EventOf<'link.unfit'>): Step {
  const rings = state.ringing.some((one) => one.device === device);
  return rings && state.asked === 1 && state.ringing.length === 1
    ? thenCrossing(state, untenable(state, 'incompatible', at), at)
    : withoutLink(state, device);
}

function withoutLink(state: Outgoing, device: DeviceId): Step {
  return step(withoutAnswer(withLink(state, device, { link: 'closed' }), device), {
    type: 'link.close',
    device,
  });
}

function withoutAnswer(state: Outgoing, device: DeviceId): Outgoing {
  return state.answering === device ? { ...state, answering: null } : state;
}

function ended(state: Outgoing, event: EventOf<'server.ended'>): Step {
  if (event.callId === state.crossing?.callId) {
    // The answer to the own invite may still say that it became this call.
    return stay({ ...state, crossing: null, memory: remember(state.memory, event.callId) });
  }
  if (event.callId !== state.callId) return stay(state);
  const { reason, text, at } = event;
  const by = reason === 'declined' || reason === 'busy' ? 'peer' : 'nobody';
  return thenCrossing(state, end(state, { reason, by, at, text }), at);
}

/** The calls were not joined after all: the other's is still there to be answered. */
function thenCrossing({ crossing }: Outgoing, over: EndStep, at: number): Step {
  if (crossing === null) return over;
  const next = ring(over.state, crossing, at);
  return step(next.state, ...over.effects, ...next.effects);
}

function withLink(state: Outgoing, device: DeviceId, change: Partial<RingingPeer>): Outgoing {
  const ringing = state.ringing.map((one) =>
    one.device === device && one.link !== 'closed' ? { ...one, ...change } : one,
  );
  return { ...state, ringing };
}

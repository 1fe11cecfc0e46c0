import { assertNever } from '../../assert-never.ts';
import type { DeviceId } from '../../signaling/ids.ts';
import { answered, joined } from './answered.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import { end, endedBy, untenable } from './ending.ts';
import type { EventOf, LegEvent } from './events.ts';
import type { Outgoing, RingingPeer } from './state.ts';

/** This person called and nobody has accepted yet. */
export function outgoing(state: Outgoing, event: LegEvent): Step {
  switch (event.type) {
    case 'hang-up':
    case 'sign-out':
      return end(state, { reason: 'cancelled', by: 'self', at: event.at, tell: 'cancel' });
    case 'invite.acknowledged':
      return acknowledged(state, event);
    case 'invite.refused':
      return refused(state, event);
    case 'server.incoming':
      // Whoever calls the person that calls them is not rung: the server joins the two calls.
      return stay({ ...state, crossing: event.ring });
    case 'server.ringing':
      return rings(state, event);
    case 'server.accepted':
      return answered(state, event.device, event.at, 'confirmed');
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
        ? untenable(state, 'identity-mismatch', event.at)
        : stay(state);
    case 'link.unfit':
      return unfit(state, event);
    case 'timer':
      return event.timer === 'no-answer'
        ? end(state, { reason: 'no-answer', by: 'nobody', at: event.at, tell: 'cancel' })
        : stay(state);
    default:
      // Means nothing here. An event that is not listed is a type error.
      event.type satisfies
        | 'hold'
        | 'accept'
        | 'decline'
        | 'server.attaching'
        | 'server.attached'
        | 'attach.acknowledged'
        | 'attach.refused'
        | 'ringing.refused'
        | 'accept.acknowledged'
        | 'accept.refused';
      return stay(state);
  }
}

function acknowledged(state: Outgoing, { result, at }: EventOf<'invite.acknowledged'>): Step {
  switch (result.outcome) {
    case 'calling':
      return step({ ...state, invite: 'acknowledged' }, { type: 'ringback.start' });
    case 'accepted':
      return joined(state, result.callId, result.peer, at);
    default:
      return assertNever(result);
  }
}

function refused(state: Outgoing, { code, at }: EventOf<'invite.refused'>): Step {
  // An invite whose answer was lost may have arrived.
  const tell = code === 'timeout' ? ({ tell: 'cancel' } as const) : {};
  return end(state, { reason: 'refused', by: 'nobody', at, refusal: code, ...tell });
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
    ? untenable(state, 'incompatible', at)
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

function ended(state: Outgoing, { reason, text, at }: EventOf<'server.ended'>): Step {
  return end(state, { reason, by: endedBy('outgoing', reason), at, text });
}

function withLink(state: Outgoing, device: DeviceId, change: Partial<RingingPeer>): Outgoing {
  const ringing = state.ringing.map((one) =>
    one.device === device && one.link !== 'closed' ? { ...one, ...change } : one,
  );
  return { ...state, ringing };
}

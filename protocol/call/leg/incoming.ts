import { assertNever } from '../../assert-never.ts';
import type { EndReason } from '../reasons.ts';
import { connectTimeoutMs } from '../timing.ts';
import { attachingOf } from './attach.ts';
import { busy } from './busy.ts';
import { accepting } from './connecting.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import { end, untenable } from './ending.ts';
import type { EventOf, PlainEvent } from './events.ts';
import { notHeld } from './hold.ts';
import { lateAccept } from './late-accept.ts';
import { clicked, pressed, released } from './press.ts';
import type { Ended, Incoming, LinkProgress } from './state.ts';

/** It rings here. */
export function incoming(state: Incoming, event: PlainEvent): Step {
  switch (event.type) {
    case 'accept':
      return accept(state, event);
    case 'pressed':
      return pressed(state, event.media);
    case 'released':
      return released(state);
    case 'decline':
      return decline(state, event);
    case 'hang-up':
      return decline(state, { type: 'decline', at: event.at });
    case 'sign-out':
      // Other devices of the account go on ringing.
      return end(state, { reason: 'gone', by: 'self', at: event.at });
    case 'server.attaching':
      return attachingOf(state, event);
    case 'server.incoming':
      return busy(state, event.ring, event.at);
    case 'server.ended':
      return event.callId === state.callId
        ? end(state, { ...event, by: endedBy(event.reason) })
        : stay(state);
    case 'server.accepted':
      return lateAccept(state, event);
    case 'invite.acknowledged':
      return acknowledged(state, event);
    case 'ringing.refused':
      return event.callId === state.callId ? refused(state, event) : stay(state);
    case 'link.connected':
      return withLink(state, event.device, 'connected');
    case 'link.interrupted':
      return withLink(state, event.device, 'connecting');
    case 'link.failed':
    case 'link.bye':
      return event.device === state.device
        ? step({ ...state, link: 'closed' }, { type: 'link.close', device: state.device })
        : stay(state);
    case 'link.forged':
      return event.device === state.device
        ? untenable(state, 'identity-mismatch', event.at)
        : stay(state);
    case 'link.unfit':
      return event.device === state.device
        ? untenable(state, 'incompatible', event.at)
        : stay(state);
    case 'timer':
      return event.timer === 'no-answer'
        ? end(state, { reason: 'no-answer', by: 'nobody', at: event.at })
        : stay(state);
    case 'start':
    case 'hold':
    case 'dismiss':
    case 'server.ringing':
    case 'link.accepted':
    case 'link.agreed':
    case 'link.hold':
    case 'link.reopened':
    case 'server.attached':
    case 'attach.acknowledged':
    case 'attach.refused':
    case 'invite.refused':
    case 'accept.acknowledged':
    case 'accept.refused':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** Nothing waits for anything: the server decides while devices open and the link comes up. */
function accept(state: Incoming, event: EventOf<'accept'>): Step {
  const { memory, callId, person, media, since, device, link } = state;
  const open: readonly Effect[] =
    link === 'closed' ? [{ type: 'link.open', device, role: 'callee' }] : [];
  const answer = { state: 'sent', media: event.media } as const;
  const early: readonly Effect[] = link === 'connected' ? [accepting(device, answer)] : [];
  return step(
    {
      phase: 'connecting',
      memory,
      callId,
      person,
      media,
      since,
      direction: 'incoming',
      side: 'callee',
      device,
      answer,
      link: link === 'closed' ? 'connecting' : link,
      hold: notHeld,
    },
    ...early,
    ...clicked(state, event.media),
    { type: 'request', name: 'call.accept', payload: { callId, media: event.media } },
    ...open,
    { type: 'tracks.attach', device },
    { type: 'record.answered', callId },
    { type: 'ring.stop' },
    { type: 'timer.stop', timer: 'no-answer' },
    { type: 'timer.start', timer: 'connect', delayMs: connectTimeoutMs },
  );
}

function decline(state: Incoming, { text, at }: EventOf<'decline'>): Step {
  const over = end(state, { reason: 'declined', by: 'self', at, text });
  const payload = { callId: state.callId, ...(text === undefined ? {} : { text }) };
  return step(over.state, { type: 'request', name: 'call.decline', payload }, ...over.effects);
}

/** Answered or declined elsewhere is an act of the same person on another device. */
function endedBy(reason: EndReason): Ended['by'] {
  if (reason === 'answered-elsewhere' || reason === 'declined') return 'self';
  return reason === 'cancelled' ? 'peer' : 'nobody';
}

/**
 * The invite that the person has taken back was joined to this very call before the server heard of
 * it: they do not want to talk now, and the server takes them to be talking.
 */
function acknowledged(state: Incoming, event: EventOf<'invite.acknowledged'>): Step {
  const { result, at } = event;
  return result.outcome === 'accepted' && result.callId === state.callId
    ? end(state, { reason: 'declined', by: 'self', at, tell: 'bye' })
    : lateAccept(state, event);
}

/** It was over before this device could say that it rings. */
function refused(state: Incoming, { code, at }: EventOf<'ringing.refused'>): Step {
  switch (code) {
    case 'answered-elsewhere':
      return end(state, { reason: 'answered-elsewhere', by: 'self', at });
    case 'call-over':
    case 'not-in-call':
      return end(state, { reason: 'cancelled', by: 'peer', at });
    case 'timeout':
      return step(state, {
        type: 'request',
        name: 'call.ringing',
        payload: { callId: state.callId },
      });
    default:
      // The way to the server is gone: the next snapshot has the truth.
      return stay(state);
  }
}

function withLink(state: Incoming, device: string, link: LinkProgress): Step {
  const known = device === state.device && state.link !== 'closed';
  return stay(known ? { ...state, link } : state);
}

import { connectTimeoutMs } from '../timing.ts';
import { accepting } from './connecting.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import { end, endedBy, untenable } from './ending.ts';
import type { EventOf, LegEvent } from './events.ts';
import { notHeld } from './hold.ts';
import { factsOf, type Incoming, type LinkProgress } from './state.ts';

/** It rings here. */
export function incoming(state: Incoming, event: LegEvent): Step {
  switch (event.type) {
    case 'accept':
      return accept(state, event);
    case 'decline':
      return decline(state, event);
    case 'hang-up':
      return decline(state, event);
    case 'sign-out':
      // Other devices of the account go on ringing.
      return end(state, { reason: 'gone', by: 'self', at: event.at });
    case 'server.ended':
      return end(state, { ...event, by: endedBy('incoming', event.reason) });
    case 'invite.acknowledged':
      return acknowledged(state, event);
    case 'ringing.refused':
      return refused(state, event);
    case 'link.connected':
      return withLink(state, 'connected');
    case 'link.interrupted':
      return withLink(state, 'connecting');
    case 'link.failed':
    case 'link.bye':
      return step({ ...state, link: 'closed' }, { type: 'link.close', device: state.device });
    case 'link.forged':
      return untenable(state, 'identity-mismatch', event.at);
    case 'link.unfit':
      return untenable(state, 'incompatible', event.at);
    case 'timer':
      return event.timer === 'no-answer'
        ? end(state, { reason: 'no-answer', by: 'nobody', at: event.at })
        : stay(state);
    default:
      // Means nothing here. An event that is not listed is a type error.
      event.type satisfies
        | 'hold'
        | 'server.incoming'
        | 'server.ringing'
        | 'server.accepted'
        | 'server.attaching'
        | 'link.accepted'
        | 'link.agreed'
        | 'link.hold'
        | 'link.reopened'
        | 'server.attached'
        | 'attach.acknowledged'
        | 'attach.refused'
        | 'invite.refused'
        | 'accept.acknowledged'
        | 'accept.refused';
      return stay(state);
  }
}

/** Nothing waits for anything: the server decides while devices open and the link comes up. */
function accept(state: Incoming, event: EventOf<'accept'>): Step {
  const { callId, device, link } = state;
  const open: readonly Effect[] =
    link === 'closed' ? [{ type: 'link.open', device, role: 'callee' }] : [];
  const answer = { state: 'sent', media: event.media } as const;
  const early: readonly Effect[] = link === 'connected' ? [accepting(device, answer)] : [];
  return step(
    {
      phase: 'connecting',
      ...factsOf(state),
      direction: 'incoming',
      side: 'callee',
      device,
      answer,
      link: link === 'closed' ? 'connecting' : link,
      hold: notHeld,
    },
    ...early,
    { type: 'media.open', media: event.media },
    { type: 'request', name: 'call.accept', payload: { callId, media: event.media } },
    ...open,
    { type: 'tracks.attach', device },
    { type: 'record.answered', callId },
    { type: 'ring.stop' },
    { type: 'timer.stop', timer: 'no-answer' },
    { type: 'timer.start', timer: 'connect', delayMs: connectTimeoutMs },
  );
}

function decline(state: Incoming, { text, at }: { text?: string; at: number }): Step {
  const over = end(state, { reason: 'declined', by: 'self', at, text });
  const payload = { callId: state.callId, ...(text === undefined ? {} : { text }) };
  return step(over.state, { type: 'request', name: 'call.decline', payload }, ...over.effects);
}

/**
 * The invite that the person has taken back was joined to this very call before the server heard of
 * it: they do not want to talk now, and the server takes them to be talking.
 */
function acknowledged(state: Incoming, event: EventOf<'invite.acknowledged'>): Step {
  const { result, at } = event;
  return result.outcome === 'accepted'
    ? end(state, { reason: 'declined', by: 'self', at, tell: 'bye' })
    : stay(state);
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

function withLink(state: Incoming, link: LinkProgress): Step {
  return stay(state.link === 'closed' ? state : { ...state, link });
}

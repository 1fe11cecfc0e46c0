import { assertNever } from '../../assert-never.ts';
import { noAnswerBackupMs } from '../timing.ts';
import { attachingOf } from './attach.ts';
import { type Step, stay, step } from './effects.ts';
import type { EventOf, PlainEvent } from './events.ts';
import { lateAccept } from './late-accept.ts';
import { clicked, givenUp, pressed, released } from './press.ts';
import { ring } from './ring.ts';
import type { Ended, Idle } from './state.ts';

/** `idle` and `ended`: no call runs, a new one may begin. */
export function resting(state: Idle | Ended, event: PlainEvent): Step {
  switch (event.type) {
    case 'start':
      return start(state, event);
    case 'server.attaching':
      return attachingOf(state, event);
    case 'server.incoming':
      return state.memory.endedCalls.includes(event.ring.callId)
        ? stay(state)
        : ring(state, event.ring, event.at);
    case 'server.accepted':
    case 'invite.acknowledged':
      return lateAccept(state, event);
    case 'pressed':
      return pressed(state, event.media);
    case 'released':
      return released(state);
    case 'dismiss':
    case 'sign-out':
      return step({ phase: 'idle', memory: state.memory, pressed: null }, ...givenUp(state));
    case 'accept':
    case 'decline':
    case 'hang-up':
    case 'hold':
    case 'server.ringing':
    case 'server.ended':
    case 'server.attached':
    case 'attach.acknowledged':
    case 'attach.refused':
    case 'invite.refused':
    case 'ringing.refused':
    case 'accept.acknowledged':
    case 'accept.refused':
    case 'link.connected':
    case 'link.interrupted':
    case 'link.failed':
    case 'link.forged':
    case 'link.unfit':
    case 'link.accepted':
    case 'link.agreed':
    case 'link.hold':
    case 'link.reopened':
    case 'link.bye':
    case 'timer':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** Invites before anything else: the server is asked while camera and link are being made. */
function start(state: Idle | Ended, event: EventOf<'start'>): Step {
  const { callId, person, media, at } = event;
  return step(
    {
      phase: 'outgoing',
      memory: state.memory,
      callId,
      person,
      media,
      since: at,
      invite: 'sent',
      ringing: [],
      asked: 0,
      answering: null,
      crossing: null,
    },
    { type: 'request', name: 'call.invite', payload: { callId, to: person.id, media } },
    { type: 'link.prepare', offer: person.isContact ? 'at-once' : 'waits' },
    ...clicked(state, media),
    { type: 'timer.start', timer: 'no-answer', delayMs: noAnswerBackupMs },
  );
}

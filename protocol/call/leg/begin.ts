import type { CallId } from '../../signaling/ids.ts';
import type { CallMedia } from '../reasons.ts';
import { noAnswerBackupMs } from '../timing.ts';
import { type Effect, type Step, step } from './effects.ts';
import type { LegId, Person, Ring } from './state.ts';

/** A call that this person makes. */
export interface Invite {
  readonly callId: CallId;
  readonly person: Person;
  readonly media: CallMedia;
}

/** Invites before anything else: the server is asked while camera and link are being made. */
export function invite(leg: LegId, { callId, person, media }: Invite, at: number): Step {
  return step(
    {
      phase: 'outgoing',
      leg,
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
    { type: 'media.open', media },
    { type: 'timer.start', timer: 'no-answer', delayMs: noAnswerBackupMs },
  );
}

/**
 * Rings. The link to a contact is made at once, so that it is up before anybody answers; to a
 * stranger only on accept, because it reveals addresses.
 */
export function ring(leg: LegId, { callId, person, device, media }: Ring, at: number): Step {
  const early: readonly Effect[] = person.isContact
    ? [{ type: 'link.open', device, role: 'callee' }]
    : [];
  return step(
    {
      phase: 'incoming',
      leg,
      callId,
      person,
      media,
      since: at,
      device,
      link: person.isContact ? 'connecting' : 'closed',
    },
    { type: 'request', name: 'call.ringing', payload: { callId } },
    ...early,
    { type: 'ring.start', callId, person, media },
    { type: 'timer.start', timer: 'no-answer', delayMs: noAnswerBackupMs },
  );
}

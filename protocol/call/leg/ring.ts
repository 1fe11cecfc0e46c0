import { noAnswerBackupMs } from '../timing.ts';
import { type Effect, type Step, step } from './effects.ts';
import { givenUp } from './press.ts';
import type { Ended, Idle, Ring } from './state.ts';

/**
 * Rings. The link to a contact is made at once, so that it is up before anybody answers; to a
 * stranger only on accept, because it reveals addresses.
 */
export function ring(state: Idle | Ended, call: Ring, at: number): Step {
  const { callId, person, device, media } = call;
  const early: readonly Effect[] = person.isContact
    ? [{ type: 'link.open', device, role: 'callee' }]
    : [];
  return step(
    {
      phase: 'incoming',
      memory: state.memory,
      callId,
      person,
      media,
      since: at,
      device,
      link: person.isContact ? 'connecting' : 'closed',
      pressed: null,
    },
    ...givenUp(state),
    { type: 'request', name: 'call.ringing', payload: { callId } },
    ...early,
    { type: 'ring.start', callId, person, media },
    { type: 'timer.start', timer: 'no-answer', delayMs: noAnswerBackupMs },
  );
}

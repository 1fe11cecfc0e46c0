import type { CallId, DeviceId } from '../../signaling/ids.ts';
import { connectTimeoutMs } from '../timing.ts';
import { type Effect, type Step, step } from './effects.ts';
import { remember } from './ending.ts';
import type { Outgoing } from './state.ts';

const ringingIsOver: readonly Effect[] = [
  { type: 'timer.stop', timer: 'no-answer' },
  { type: 'ringback.stop' },
];

/** A device won. Its link is mostly up already; those to the others are closed. */
export function answered(state: Outgoing, device: DeviceId, at: number): Step {
  const { over, callId, person, media, since } = state;
  const facts = { over, callId, person, media, since, direction: 'outgoing', device } as const;
  const link = state.ringing.find((one) => one.device === device)?.link ?? 'closed';
  const open: readonly Effect[] =
    link === 'closed' ? [{ type: 'link.open', device, role: 'caller' }] : [];
  const losers = state.ringing.filter((one) => one.device !== device && one.link !== 'closed');
  const effects: readonly Effect[] = [
    ...open,
    { type: 'tracks.attach', device },
    ...ringingIsOver,
    ...losers.map((one): Effect => ({ type: 'link.close', device: one.device })),
  ];
  if (link === 'connected') {
    return step(
      { phase: 'active', ...facts, startedAt: at, health: { state: 'connected' } },
      ...effects,
    );
  }
  return step(
    { phase: 'connecting', ...facts, answer: { state: 'confirmed' }, link: 'connecting' },
    ...effects,
    { type: 'timer.start', timer: 'connect', delayMs: connectTimeoutMs },
  );
}

/**
 * Both invited each other at the same moment and the server made one call of it. Whose invite came
 * first is its caller and offers; the link prepared here for the own invite is of no use then.
 */
export function joined(state: Outgoing, callId: CallId, peer: DeviceId, at: number): Step {
  if (callId === state.callId) return answered(state, peer, at);
  const { person, media, since } = state;
  return step(
    {
      phase: 'connecting',
      over: remember(state.over, state.callId),
      callId,
      person,
      media,
      since,
      direction: 'outgoing',
      device: peer,
      answer: { state: 'confirmed' },
      link: 'connecting',
    },
    { type: 'links.close', farewell: null },
    { type: 'link.open', device: peer, role: 'callee' },
    { type: 'tracks.attach', device: peer },
    ...ringingIsOver,
    { type: 'timer.start', timer: 'connect', delayMs: connectTimeoutMs },
  );
}

import type { CallId, DeviceId } from '../../signaling/ids.ts';
import { connectTimeoutMs } from '../timing.ts';
import { type Effect, type Step, step } from './effects.ts';
import { holdLink, holdOf, notHeld, withHold } from './hold.ts';
import { type Connecting, type Established, factsOf, type Hold, type Outgoing } from './state.ts';

const ringingIsOver: readonly Effect[] = [
  { type: 'timer.stop', timer: 'no-answer' },
  { type: 'ringback.stop' },
];

/** A device won. Its link is mostly up already; those to the others are closed. */
export function answered(
  state: Outgoing,
  device: DeviceId,
  at: number,
  answer: 'heard' | 'confirmed',
): Step {
  const facts = {
    ...factsOf(state),
    direction: 'outgoing',
    side: 'caller',
    device,
  } as const;
  const rang = state.ringing.find((one) => one.device === device);
  const link = rang?.link ?? 'closed';
  const hold: Hold = { own: 'running', peer: rang?.hold ?? 'running' };
  const open: readonly Effect[] =
    link === 'closed' ? [{ type: 'link.open', device, role: 'caller' }] : [];
  const losers = state.ringing.filter((one) => one.device !== device && one.link !== 'closed');
  const effects: readonly Effect[] = [
    ...open,
    // First of all, because the other side shows and plays nothing before it has heard this.
    ...(answer === 'heard' ? [agreed(device)] : []),
    ...(state.answering === device ? [] : [{ type: 'tracks.attach', device } as const]),
    ...(hold.peer === 'held' ? [holdLink(device, hold)] : []),
    { type: 'playback.open', device },
    ...ringingIsOver,
    ...losers.map((one): Effect => ({ type: 'link.close', device: one.device })),
  ];
  if (link === 'connected') {
    const health = { state: 'connected' } as const;
    const talking = { ...facts, answer: { state: answer }, startedAt: at, health } as const;
    return step(withHold({ ...talking, phase: 'active' }, hold), ...effects);
  }
  return step(
    { phase: 'connecting', ...facts, answer: { state: answer }, link: 'connecting', hold },
    ...effects,
    { type: 'timer.start', timer: 'connect', delayMs: connectTimeoutMs },
  );
}

/**
 * Both invited each other at the same moment and the server made one call of it. Whose invite came
 * first is its caller and offers; the link prepared here for the own invite is of no use then.
 */
export function joined(state: Outgoing, callId: CallId, peer: DeviceId, at: number): Step {
  if (callId === state.callId) return answered(state, peer, at, 'confirmed');
  return step(
    {
      phase: 'connecting',
      ...factsOf(state),
      callId,
      direction: 'outgoing',
      side: 'callee',
      device: peer,
      answer: { state: 'confirmed' },
      link: 'connecting',
      hold: notHeld,
    },
    { type: 'links.close', farewell: null },
    { type: 'link.open', device: peer, role: 'callee' },
    { type: 'tracks.attach', device: peer },
    { type: 'playback.open', device: peer },
    ...ringingIsOver,
    { type: 'timer.start', timer: 'connect', delayMs: connectTimeoutMs },
  );
}

/** Tells a device that its accept counts. */
export function agreed(device: DeviceId): Effect {
  return { type: 'link.tell', device, message: { kind: 'agreed' } };
}

/**
 * A device that nobody knew of was the first after all (it registered in the very moment): the call
 * moves to it, and the other one is told by the server that it was answered elsewhere.
 */
export function overruled(state: Connecting | Established, device: DeviceId): Step {
  const timer = state.phase === 'connecting' ? 'connect' : 'link-loss';
  const hold: Hold = { ...holdOf(state), peer: 'running' };
  return step(
    {
      phase: 'connecting',
      ...factsOf(state),
      direction: state.direction,
      side: 'caller',
      device,
      answer: { state: 'confirmed' },
      link: 'connecting',
      hold,
    },
    { type: 'link.close', device: state.device },
    { type: 'link.open', device, role: 'caller' },
    { type: 'tracks.attach', device },
    ...(hold.own === 'held' ? [holdLink(device, hold)] : []),
    { type: 'playback.open', device },
    { type: 'timer.stop', timer },
    { type: 'timer.start', timer: 'connect', delayMs: connectTimeoutMs },
  );
}

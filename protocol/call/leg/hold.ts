import type { DeviceId } from '../../signaling/ids.ts';
import { type Effect, type Step, step } from './effects.ts';
import type { Connecting, Established, Hold } from './state.ts';

export const notHeld: Hold = { own: 'running', peer: 'running' };

/** What each side has said of hold. */
export function holdOf(state: Connecting | Established): Hold {
  return state.phase === 'active' ? notHeld : state.hold;
}

/** The same call, with what each side says of hold. */
export function withHold(state: Established, hold: Hold): Established {
  const { hold: _, ...facts } = { hold, ...state };
  return hold.own === 'running' && hold.peer === 'running'
    ? { ...facts, phase: 'active' }
    : { ...facts, phase: 'held', hold };
}

/** The link sends and plays what this allows, and tells the other side of the own hold. */
export function holdLink(device: DeviceId, hold: Hold): Effect {
  return { type: 'link.hold', device, hold };
}

/** A side puts the call on hold, or goes on with it. */
export function setHold(state: Connecting | Established, change: Partial<Hold>): Step {
  const before = holdOf(state);
  const hold = { ...before, ...change };
  const media: readonly Effect[] =
    hold.own === before.own ? [] : [{ type: 'media.hold', state: hold.own }];
  return step(
    state.phase === 'connecting' ? { ...state, hold } : withHold(state, hold),
    ...media,
    holdLink(state.device, hold),
  );
}

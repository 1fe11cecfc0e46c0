import type { HoldState } from '../../control/messages.ts';
import type { DeviceId } from '../../signaling/ids.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import type { Established, Held, Hold } from './state.ts';

export const notHeld: Hold = { own: 'running', peer: 'running' };

/** What each side has said of hold. */
export function holdOf(state: Established): Hold {
  const by = state.phase === 'held' ? state.by : 'nobody';
  return {
    own: by === 'self' || by === 'both' ? 'held' : 'running',
    peer: by === 'peer' || by === 'both' ? 'held' : 'running',
  };
}

function heldBy({ own, peer }: Hold): Held['by'] | null {
  if (own === 'held') return peer === 'held' ? 'both' : 'self';
  return peer === 'held' ? 'peer' : null;
}

/** The same call, held by these. */
export function withHold(state: Established, hold: Hold): Established {
  const { by: _, ...facts } = { by: null, ...state };
  const by = heldBy(hold);
  return by === null ? { ...facts, phase: 'active' } : { ...facts, phase: 'held', by };
}

/** The link sends and plays what this allows, and tells the other side of the own hold. */
export function holdLink(device: DeviceId, hold: Hold): Effect {
  return { type: 'link.hold', device, hold };
}

/** This person puts the call on hold, or goes on with it. */
export function setOwnHold(state: Established, own: HoldState): Step {
  const before = holdOf(state);
  if (before.own === own) return stay(state);
  const hold = { ...before, own };
  return step(
    withHold(state, hold),
    { type: 'media.hold', state: own },
    holdLink(state.device, hold),
  );
}

/** The other side puts the call on hold, or goes on with it. */
export function setPeerHold(state: Established, peer: HoldState): Step {
  const before = holdOf(state);
  if (before.peer === peer) return stay(state);
  const hold = { ...before, peer };
  return step(withHold(state, hold), holdLink(state.device, hold));
}

/** Another link to the same device: it knows of no hold, and its other side says anew if it holds. */
export function holdAnew(state: Established): Step {
  const hold: Hold = { ...holdOf(state), peer: 'running' };
  return step(withHold(state, hold), holdLink(state.device, hold));
}

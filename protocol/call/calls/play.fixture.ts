import type { LegState } from '../leg/state.ts';
import { manage } from './calls.ts';
import {
  type CallsEffect,
  type CallsEvent,
  type DeviceCalls,
  directCall,
  type EventInput,
  noCalls,
} from './state.ts';

const at = 1_000_500;

/** A device with these legs, each in a call of its own. */
export function withLegs(...legs: readonly LegState[]): DeviceCalls {
  return { ...noCalls, calls: legs.map(directCall), nextLeg: 10 };
}

/** Plays events after one another; the effects of all of them. */
export function manageAll(begin: DeviceCalls, ...inputs: readonly EventInput[]) {
  let state = begin;
  const effects: CallsEffect[] = [];
  for (const input of inputs) {
    const next = manage(state, { ...input, at } as CallsEvent);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects, legs: state.calls.map(({ legs: [leg] }) => leg) };
}

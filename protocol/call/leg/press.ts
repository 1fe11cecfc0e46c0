import type { CallMedia } from '../reasons.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import type { Ended, Idle, Incoming } from './state.ts';

/** Where a button calls or accepts. */
type Pressable = Idle | Incoming | Ended;

/**
 * A button is down for some 80 ms before it clicks, and a device takes some 10 to 50 to open. That
 * lies beneath the press; nothing is sent, and a press that is given up turns the devices off again.
 */
export function pressed(state: Pressable, media: CallMedia): Step {
  return state.pressed === media
    ? stay(state)
    : step({ ...state, pressed: media }, { type: 'media.open', media });
}

export function released(state: Pressable): Step {
  return state.pressed === null
    ? stay(state)
    : step({ ...state, pressed: null }, ...givenUp(state));
}

/** The devices that the click needs and the press has not opened. */
export function clicked(state: Pressable, media: CallMedia): readonly Effect[] {
  return state.pressed === media ? [] : [{ type: 'media.open', media }];
}

/** Turns off what the press has opened: its click would mean nothing any more. */
export function givenUp({ pressed }: Pressable): readonly Effect[] {
  return pressed === null ? [] : [{ type: 'media.close' }];
}

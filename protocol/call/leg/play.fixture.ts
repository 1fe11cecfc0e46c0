import type { Effect } from './effects.ts';
import type { LegEvent, LegInput } from './events.ts';
import { transition } from './leg.ts';
import type { LegState } from './state.ts';

const at = 1_000_500;

/** Inputs as tests write them: the call and the leg are those of the samples. */
export type Played = LegInput extends infer I
  ? I extends LegInput
    ? Omit<I, 'callId' | 'leg'> & { readonly callId?: string }
    : never
  : never;

/** Plays events after one another; the effects of all of them. */
export function play(begin: LegState, ...inputs: readonly Played[]) {
  let state = begin;
  const effects: Effect[] = [];
  for (const input of inputs) {
    const isOfLeg = input.type === 'timer' || input.type.startsWith('link.');
    const address = isOfLeg ? { leg: 1 } : { callId: 'call-1' };
    const next = transition(state, { ...address, ...input, at } as LegEvent);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects };
}

/** What effects are, with the device where they have one. */
export const kinds = (effects: readonly Effect[]) =>
  effects.map((effect) => ('device' in effect ? `${effect.type} ${effect.device}` : effect.type));

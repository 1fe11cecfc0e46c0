import { type Effect, type EventInput, type LegEvent, type LegState, transition } from './leg.ts';

const at = 1_000_500;

/** Plays events after one another; the effects of all of them. */
export function play(begin: LegState, ...inputs: readonly EventInput[]) {
  let state = begin;
  const effects: Effect[] = [];
  for (const input of inputs) {
    const next = transition(state, { ...input, at } as LegEvent);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects };
}

/** What effects are, with the device where they have one. */
export const kinds = (effects: readonly Effect[]) =>
  effects.map((effect) => ('device' in effect ? `${effect.type} ${effect.device}` : effect.type));

import { type Effect, type EndpointEvent, type EndpointState, transition } from '../endpoint.ts';

const at = 1_000_500;

type EventInput = EndpointEvent extends infer E
  ? E extends EndpointEvent
    ? Omit<E, 'at'>
    : never
  : never;

/** Plays events after one another; the effects of all of them. */
export function play(begin: EndpointState, ...happenings: readonly EventInput[]) {
  let state = begin;
  const effects: Effect[] = [];
  for (const happening of happenings) {
    const next = transition(state, { ...happening, at } as EndpointEvent);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects };
}

/** What effects are, with the device where they have one. */
export const kinds = (effects: readonly Effect[]) =>
  effects.map((effect) => ('device' in effect ? `${effect.type} ${effect.device}` : effect.type));

import { describe, expect, it } from 'vitest';
import { transition } from './leg.ts';
import { samples, states } from './samples.fixture.ts';

describe('every state and event', () => {
  const pairs = Object.entries(states).flatMap(([name, state]) =>
    samples.map((event) => [name, event.type, state, event] as const),
  );

  it.each(pairs)('%s + %s is defined', (_name, _type, state, event) => {
    const { state: next } = transition(state, event);
    expect(Object.keys(states)).toContain(next.phase);
  });

  it('the samples cover every phase and every event', () => {
    expect(Object.keys(states)).toHaveLength(6);
    expect(new Set(samples.map((event) => event.type)).size).toBe(29);
  });

  it('changes nothing it was given', () => {
    for (const [, , state, event] of pairs) transition(deepFreeze(state), deepFreeze(event));
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

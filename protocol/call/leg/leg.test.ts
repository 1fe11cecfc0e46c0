import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Holdings } from './holdings.fixture.ts';
import { type LegEvent, type LegState, restingLeg, transition } from './leg.ts';
import { anyEvent, samples, states } from './samples.fixture.ts';

describe('every state and event', () => {
  const pairs = Object.entries(states).flatMap(([name, state]) =>
    samples.map((event) => [name, event.type, state, event] as const),
  );

  it.each(pairs)('%s + %s is defined', (_name, _type, state, event) => {
    const { state: next } = transition(state, event);
    expect(Object.keys(states)).toContain(next.phase);
  });

  it('the samples cover every phase and every event', () => {
    expect(Object.keys(states)).toHaveLength(7);
    expect(new Set(samples.map((event) => event.type)).size).toBe(34);
  });

  it('changes nothing it was given', () => {
    for (const [, , state, event] of pairs) transition(deepFreeze(state), deepFreeze(event));
  });
});

describe('any history of events', () => {
  it('holds exactly what the phase needs, and releases everything at the end', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const holdings = new Holdings();
        let state: LegState = restingLeg;
        for (const event of events) {
          const step = transition(state, event);
          holdings.perform(step.effects);
          state = step.state;
          holdings.check(state);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('ends from wherever it is when the person signs out', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        const last: LegEvent = { type: 'sign-out', at: 2_000_000 };
        const state = [...events, last].reduce<LegState>(
          (so, event) => transition(so, event).state,
          restingLeg,
        );
        expect(['idle', 'ended']).toContain(state.phase);
      }),
    );
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

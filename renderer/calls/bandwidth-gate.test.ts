import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginGate, type GateState, nextGate, pictureRules, widthRules } from './bandwidth-gate.ts';

const kbit = 1_000;

const opened = beginGate(pictureRules, null, 0);

/** Looks once a second, from `from` on, at what `bandwidth` says; gives every change. */
function watch(
  seconds: number,
  bandwidth: (second: number) => number | null,
  start: GateState = opened,
) {
  let state = start;
  const changes: { second: number; gate: GateState['gate'] }[] = [];
  for (let second = 0; second < seconds; second++) {
    const before = state.gate;
    state = nextGate(pictureRules, state, bandwidth(second), second * 1_000);
    if (state.gate !== before) changes.push({ second, gate: state.gate });
  }
  return { state, changes };
}

describe('the picture on a slow network', () => {
  it('goes away under 60 kbit/s, after three seconds of it', () => {
    expect(watch(60, () => 59 * kbit).changes[0]).toEqual({ second: 3, gate: 'shut' });
    expect(watch(60, () => 60 * kbit).changes).toEqual([]);
  });

  it('stays for a short dip, and where nobody knows', () => {
    expect(watch(60, (second) => (second % 4 === 3 ? 90 : 40) * kbit).changes).toEqual([]);
    expect(watch(60, () => null).changes).toEqual([]);
  });

  it('comes back by itself once there is enough for a while', () => {
    const { changes } = watch(60, (second) => (second < 20 ? 40 : 89) * kbit);
    expect(changes).toEqual([
      { second: 3, gate: 'shut' },
      { second: 24, gate: 'open' },
    ]);
  });

  it('is tried in silence, when there is nothing to estimate by', () => {
    const { changes } = watch(60, (second) => (second < 27 ? 40 : 400) * kbit);
    expect(changes).toEqual([
      { second: 3, gate: 'shut' },
      { second: 27, gate: 'open' },
    ]);
  });

  it('does not flap: each return that does not last doubles the wait', () => {
    // Enough while it is away, too little as soon as it is there.
    let state: GateState = opened;
    const pauses: number[] = [];
    let since = 0;
    for (let second = 0; second < 600; second++) {
      const bandwidth = (state.gate === 'open' ? 40 : 100) * kbit;
      const next = nextGate(pictureRules, state, bandwidth, second * 1_000);
      if (next.gate !== state.gate) {
        if (next.gate === 'open') pauses.push(second - since);
        since = second;
      }
      state = next;
    }
    expect(pauses).toEqual([8, 16, 32, 64, 120, 120, 120]);
  });

  it('forgets old pauses when a return has lasted', () => {
    const low = (second: number) => second < 10 || second >= 120;
    const { changes, state } = watch(125, (second) => (low(second) ? 40 : 100) * kbit);
    expect(changes).toEqual([
      { second: 3, gate: 'shut' },
      { second: 14, gate: 'open' },
      { second: 123, gate: 'shut' },
    ]);
    expect(state.shuts).toBe(1);
  });

  it('never changes twice within the patience, whatever the network does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 300_000 })), { maxLength: 200 }),
        (estimates) => {
          const { changes } = watch(estimates.length, (second) => estimates[second] ?? null);
          for (const [index, { second }] of changes.slice(1).entries()) {
            const before = changes[index]?.second ?? 0;
            expect((second - before) * 1_000).toBeGreaterThanOrEqual(pictureRules.patienceMs);
          }
        },
      ),
    );
  });
});

describe('the width on a slow line', () => {
  it('shrinks within two looks under 300 kbit/s, and comes back', () => {
    let state = beginGate(widthRules, null, 0);
    state = nextGate(widthRules, state, 290 * kbit, 1_000);
    expect(state.gate).toBe('open');
    state = nextGate(widthRules, state, 290 * kbit, 2_000);
    expect(state.gate).toBe('shut');
    for (let second = 3; second <= 7; second++) {
      state = nextGate(widthRules, state, 500 * kbit, second * 1_000);
    }
    expect(state.gate).toBe('open');
  });

  it('is small from the beginning where that is expected, and full where nothing is', () => {
    expect(beginGate(widthRules, 250 * kbit, 0).gate).toBe('shut');
    expect(beginGate(widthRules, 400 * kbit, 0).gate).toBe('open');
    expect(beginGate(widthRules, null, 0).gate).toBe('open');
  });
});

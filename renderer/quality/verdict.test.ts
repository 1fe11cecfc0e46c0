import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  betterAfterMs,
  type SteadyVerdict,
  steady,
  steadyWell,
  type Verdict,
  well,
  worseAfterMs,
  worstOf,
} from './verdict.ts';

const fair: Verdict = { level: 'fair', cause: { kind: 'slow', where: 'between' } };
const poor: Verdict = { level: 'poor', cause: { kind: 'delay', roundTripMs: 700 } };
const lost = (share: number, where: 'here' | 'between' = 'here'): Verdict => ({
  level: 'fair',
  cause: { kind: 'loss', where, share },
});

/** What is shown after each second of being judged so. */
function shownOf(judged: readonly Verdict[]): Verdict[] {
  let state: SteadyVerdict = steadyWell;
  return judged.map((one, second) => {
    state = steady(state, one, second * 1_000);
    return state.shown;
  });
}

const times = (count: number, verdict: Verdict): Verdict[] => Array(count).fill(verdict);

describe('what is shown', () => {
  it('gets worse when it has been worse for three seconds', () => {
    expect(shownOf(times(5, poor)).map(({ level }) => level)).toEqual([
      'good',
      'good',
      'good',
      'poor',
      'poor',
    ]);
  });

  it('gets better when it has been better for five', () => {
    const levels = shownOf([...times(4, poor), ...times(7, well)]).map(({ level }) => level);
    expect(levels.slice(3)).toEqual([...times(6, poor), ...times(2, well)].map((one) => one.level));
  });

  it('does not alternate where trouble comes and goes for longer than a moment', () => {
    const round = [...times(8, poor), ...times(8, well)];
    const shown = shownOf(Array.from({ length: 8 }, () => round).flat());
    const changes = shown.filter(({ level }, at) => at > 0 && level !== shown[at - 1]?.level);
    // It gets poor, good once, and poor again for good.
    expect(changes.map(({ level }) => level)).toEqual(['poor', 'good', 'poor']);
  });

  it('is patient anew with trouble that comes after a long while', () => {
    const shown = shownOf([
      ...times(4, poor),
      ...times(60, well),
      ...times(4, poor),
      ...times(7, well),
    ]);
    expect(shown.at(-1)).toEqual(well);
  });

  it('is not moved by what comes and goes', () => {
    const judged = Array.from({ length: 40 }, (_, second) => (second % 3 === 2 ? well : poor));
    expect(shownOf(judged).every(({ level }) => level === 'good')).toBe(true);
  });

  it('takes newer numbers of the same cause at once, and the side when it is known', () => {
    const shown = shownOf([...times(4, lost(0.03, 'between')), lost(0.05), lost(0.06)]);
    expect(shown.slice(3)).toEqual([lost(0.03, 'between'), lost(0.05), lost(0.06)]);
  });

  it('does not lose the side again in a second of doubt', () => {
    expect(shownOf([...times(5, lost(0.03)), lost(0.03, 'between')]).at(-1)).toEqual(lost(0.03));
  });

  it('is always something that was judged, and never sooner than it may be', () => {
    const verdict = fc.constantFrom(well, fair, poor, lost(0.04));
    fc.assert(
      fc.property(fc.array(verdict, { maxLength: 60 }), (judged) => {
        const shown = shownOf(judged);
        let changedAt = 0;
        shown.forEach((one, second) => {
          expect([well, ...judged]).toContainEqual(one);
          const before = shown[second - 1] ?? well;
          if (one.level === before.level) return;
          const patience =
            one.level === worstOf([before, one]).level ? worseAfterMs : betterAfterMs;
          expect((second - changedAt) * 1_000).toBeGreaterThanOrEqual(patience);
          changedAt = second;
        });
      }),
    );
  });
});

describe('the worst of several', () => {
  it('is the first of those of the worst level', () => {
    expect(worstOf([fair, lost(0.03)])).toBe(fair);
    expect(worstOf([fair, poor, lost(0.03)])).toBe(poor);
    expect(worstOf([])).toBe(well);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialPicture, nextPicture, type PictureState, pictureRules } from './picture-pause.ts';

const kbit = 1_000;

/** Looks once a second, from `from` on, at what `bandwidth` says; gives every change. */
function watch(
  seconds: number,
  bandwidth: (second: number) => number | null,
  start: PictureState = initialPicture,
) {
  let state = start;
  const changes: { second: number; picture: PictureState['picture'] }[] = [];
  for (let second = 0; second < seconds; second++) {
    const before = state.picture;
    state = nextPicture(state, bandwidth(second), second * 1_000);
    if (state.picture !== before) changes.push({ second, picture: state.picture });
  }
  return { state, changes };
}

describe('the picture on a slow network', () => {
  it('goes away under 60 kbit/s, after three seconds of it', () => {
    expect(watch(60, () => 59 * kbit).changes[0]).toEqual({ second: 3, picture: 'paused' });
    expect(watch(60, () => 60 * kbit).changes).toEqual([]);
  });

  it('stays for a short dip, and where nobody knows', () => {
    expect(watch(60, (second) => (second % 4 === 3 ? 90 : 40) * kbit).changes).toEqual([]);
    expect(watch(60, () => null).changes).toEqual([]);
  });

  it('comes back by itself once there is enough for a while', () => {
    const { changes } = watch(60, (second) => (second < 20 ? 40 : 89) * kbit);
    expect(changes).toEqual([
      { second: 3, picture: 'paused' },
      { second: 24, picture: 'sent' },
    ]);
  });

  it('is tried in silence, when there is nothing to estimate by', () => {
    const { changes } = watch(60, (second) => (second < 27 ? 40 : 400) * kbit);
    expect(changes).toEqual([
      { second: 3, picture: 'paused' },
      { second: 27, picture: 'sent' },
    ]);
  });

  it('does not flap: each return that does not last doubles the wait', () => {
    // Enough while it is away, too little as soon as it is there.
    let state: PictureState = initialPicture;
    const pauses: number[] = [];
    let since = 0;
    for (let second = 0; second < 600; second++) {
      const bandwidth = (state.picture === 'sent' ? 40 : 100) * kbit;
      const next = nextPicture(state, bandwidth, second * 1_000);
      if (next.picture !== state.picture) {
        if (next.picture === 'sent') pauses.push(second - since);
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
      { second: 3, picture: 'paused' },
      { second: 14, picture: 'sent' },
      { second: 123, picture: 'paused' },
    ]);
    expect(state.pauses).toBe(1);
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

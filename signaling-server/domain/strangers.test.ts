import { expect, test } from 'vitest';
import { pausesMs, Strangers, strangerEveryMs, strangersAtOnce } from './strangers.ts';

const dayMs = 24 * 60 * 60 * 1000;

test('the pauses between unanswered calls become longer', () => {
  const strangers = new Strangers();
  let now = 0;
  const pauses: number[] = [];
  for (let n = 0; n < 9; n += 1) {
    const pause = strangers.pauseMs('ana', 'budi', now);
    pauses.push(pause);
    now += pause;
    expect(strangers.pauseMs('ana', 'budi', now)).toBe(0);
    strangers.called('ana', 'budi', now);
  }
  // After the longest pause the pair starts again.
  expect(pauses).toEqual([...pausesMs, 0]);
});

test('an accepted call ends the pauses, and so does a day without a call', () => {
  const strangers = new Strangers();
  for (let n = 0; n < 4; n += 1) strangers.called('ana', 'budi', 0);
  expect(strangers.pauseMs('ana', 'budi', 0)).toBeGreaterThan(0);
  expect(strangers.pauseMs('ana', 'citra', 0)).toBe(0);
  expect(strangers.pauseMs('ana', 'budi', dayMs)).toBe(0);
  strangers.accepted('ana', 'budi');
  expect(strangers.pauseMs('ana', 'budi', 0)).toBe(0);
});

test('a limited number of strangers can ring a person, then one more each minute', () => {
  const strangers = new Strangers();
  const rings = (now: number) => {
    const may = strangers.mayRing('budi', now);
    if (may) strangers.rang('budi', now);
    return may;
  };
  for (let n = 0; n < strangersAtOnce; n += 1) expect(rings(0)).toBe(true);
  expect(rings(0)).toBe(false);
  expect(rings(strangerEveryMs)).toBe(true);
  expect(rings(strangerEveryMs)).toBe(false);
  expect(strangers.mayRing('citra', 0)).toBe(true);
});

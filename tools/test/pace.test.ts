import { afterEach, expect, it } from 'vitest';
import { currentPace, limit, paceOf, setPace, usualMs } from './pace.ts';

const before = currentPace();
afterEach(() => setPace(before));

it('a machine of the usual speed, or a faster one, has the usual limits', () => {
  expect(paceOf(usualMs)).toBe(1);
  expect(paceOf(usualMs / 3)).toBe(1);
});

it('limits grow with what the machine needs, up to a bound', () => {
  expect(paceOf(3 * usualMs)).toBe(3);
  expect(paceOf(1_000 * usualMs)).toBe(12);
  setPace(2.5);
  expect(limit(20_000)).toBe(50_000);
});

it('a pace that is no number changes no limit', () => {
  setPace(Number.NaN);
  expect(limit(20_000)).toBe(20_000);
});

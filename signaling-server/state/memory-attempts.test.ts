import { expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { MemoryAttemptLimit } from './memory-attempts.ts';

const clock = new VirtualClock();

test('counts attempts per key and returns how long to wait', async () => {
  const limit = new MemoryAttemptLimit({ attempts: 2, perMs: 60_000 }, clock);
  expect([await limit.take('a'), await limit.take('a')]).toEqual([0, 0]);
  expect(await limit.take('a')).toBeGreaterThan(0);
  expect(await limit.take('b')).toBe(0);
});

test('allows another attempt after one was given back, and after the key was reset', async () => {
  const limit = new MemoryAttemptLimit({ attempts: 1, perMs: 60_000 }, clock);
  await limit.take('a');
  await limit.giveBack('a');
  expect(await limit.take('a')).toBe(0);
  await limit.reset('a');
  expect(await limit.take('a')).toBe(0);
  await limit.giveBack('never tried');
  expect(await limit.take('never tried')).toBe(0);
  expect(await limit.take('never tried')).toBeGreaterThan(0);
});

test('keeps a limited number of keys: the most recently used ones', async () => {
  const limit = new MemoryAttemptLimit({ attempts: 1, perMs: 60_000 }, clock, 100);
  for (let n = 0; n < 1_000; n++) await limit.take(`key ${n}`);
  expect(limit.size).toBe(100);
  expect(await limit.take('key 999')).toBeGreaterThan(0);
  expect(await limit.take('key 0')).toBe(0);
});

test('later attempts do not extend the window', async () => {
  const limit = new MemoryAttemptLimit({ attempts: 1, perMs: 60_000 }, clock);
  await limit.take('a');
  clock.advance(40_000);
  expect(await limit.take('a')).toBe(20_000);
  clock.advance(19_999);
  expect(await limit.take('a')).toBe(1);
  clock.advance(1);
  expect(await limit.take('a')).toBe(0);
});

test('drops keys whose window has ended when another key is counted', async () => {
  const limit = new MemoryAttemptLimit({ attempts: 1, perMs: 60_000 }, clock);
  await limit.take('a');
  await limit.take('b');
  clock.advance(60_000);
  await limit.take('c');
  expect(limit.size).toBe(1);
});

import { expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { MemoryTries } from './tries.ts';

const clock = new VirtualClock();

test('counts by key and says when to come back', async () => {
  const tries = new MemoryTries({ tries: 2, perMs: 60_000 }, clock);
  expect([await tries.take('a'), await tries.take('a')]).toEqual([0, 0]);
  expect(await tries.take('a')).toBeGreaterThan(0);
  expect(await tries.take('b')).toBe(0);
});

test('a try that is given back, and a key that is forgiven, may be tried again', async () => {
  const tries = new MemoryTries({ tries: 1, perMs: 60_000 }, clock);
  await tries.take('a');
  await tries.giveBack('a');
  expect(await tries.take('a')).toBe(0);
  await tries.forgive('a');
  expect(await tries.take('a')).toBe(0);
  await tries.giveBack('never tried');
  expect(await tries.take('never tried')).toBe(0);
  expect(await tries.take('never tried')).toBeGreaterThan(0);
});

test('keeps no more keys than it may, and those used last', async () => {
  const tries = new MemoryTries({ tries: 1, perMs: 60_000 }, clock, 100);
  for (let n = 0; n < 1_000; n++) await tries.take(`key ${n}`);
  expect(tries.size).toBe(100);
  expect(await tries.take('key 999')).toBeGreaterThan(0);
  expect(await tries.take('key 0')).toBe(0);
});

test('later tries do not extend the window', async () => {
  const tries = new MemoryTries({ tries: 1, perMs: 60_000 }, clock);
  await tries.take('a');
  clock.advance(40_000);
  expect(await tries.take('a')).toBe(20_000);
  clock.advance(19_999);
  expect(await tries.take('a')).toBe(1);
  clock.advance(1);
  expect(await tries.take('a')).toBe(0);
});

test('drops keys whose window is over when another key is counted', async () => {
  const tries = new MemoryTries({ tries: 1, perMs: 60_000 }, clock);
  await tries.take('a');
  await tries.take('b');
  clock.advance(60_000);
  await tries.take('c');
  expect(tries.size).toBe(1);
});

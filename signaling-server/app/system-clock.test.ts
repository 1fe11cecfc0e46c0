import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from './system-clock.ts';

afterEach(() => vi.useRealTimers());

const hourMs = 3_600_000;

/** Files that may read a clock directly, and why. */
const exceptions: readonly (readonly [string, string])[] = [
  ['storage/sqlite/thread-serve.ts', 'runs in its own thread and reads the monotonic clock'],
];

test.each([-24, -1, 1, 24])('now() does not jump when the clock is set by %i h', (hours) => {
  const [steady, wall] = [systemClock.now(), systemClock.wall()];
  vi.useFakeTimers({ toFake: ['Date'], now: wall + hours * hourMs });
  expect(systemClock.now() - steady).toBeGreaterThanOrEqual(0);
  expect(systemClock.now() - steady).toBeLessThan(hourMs / 2);
  expect(Math.abs(systemClock.wall() - wall - hours * hourMs)).toBeLessThan(hourMs / 2);
});

test('no other file of the server reads a clock directly', () => {
  const root = join(import.meta.dirname, '..');
  const sources = globSync('**/*.ts', { cwd: root, exclude: ['node_modules/**'] });
  const reading =
    /\bDate\.now\b|\bnew Date\(\)|\bperformance\s*\.\s*(?:now|timeOrigin)\b|\bhrtime\b|\buptime\(/;
  const readers = sources
    .filter((file) => !/\.(?:test|fixture)\.ts$/.test(file))
    .filter((file) => reading.test(readFileSync(join(root, file), 'utf8')));
  expect(sources.length).toBeGreaterThan(100);
  expect(readers.sort()).toEqual(
    ['app/system-clock.ts', ...exceptions.map(([file]) => join(file))].sort(),
  );
});

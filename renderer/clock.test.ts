import { afterEach, expect, it, vi } from 'vitest';
import { steadyNow, wallNow } from './clock.ts';

afterEach(() => vi.useRealTimers());

it('keeps steady time when the clock of the machine is set, and follows with the time of day', () => {
  const steady = steadyNow();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 4 * 3_600_000 });
  expect(steadyNow()).toBeGreaterThanOrEqual(steady);
  expect(steadyNow() - steady).toBeLessThan(3_600_000);
  expect(wallNow() - steady).toBeLessThan(-3 * 3_600_000);
});

it('is the only place of the renderer that reads the time of day', () => {
  const sources = import.meta.glob<string>('./**/*.{ts,tsx}', {
    eager: true,
    query: '?raw',
    import: 'default',
  });
  const readers = Object.entries(sources)
    .filter(
      ([file, text]) => !/\.test\.tsx?$/.test(file) && /\bDate\.now\(|new Date\(\)/.test(text),
    )
    .map(([file]) => file);
  expect(readers).toEqual(['./clock.ts']);
});

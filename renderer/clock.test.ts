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

const sources = Object.entries(
  import.meta.glob<string>('./**/*.{ts,tsx}', { eager: true, query: '?raw', import: 'default' }),
).filter(([file]) => !/\.(?:test|fixture)\.tsx?$/.test(file));

/** The files of the renderer in which the pattern occurs. */
const filesWith = (pattern: RegExp) =>
  sources.filter(([, text]) => pattern.test(text)).map(([file]) => file);

it('is the only place of the renderer that reads the time of day', () => {
  expect(filesWith(/\bDate\.now\(|new Date\(\)/)).toEqual(['./clock.ts']);
});

it('gives the time of day only to what is kept or shown: durations and deadlines are steady', () => {
  expect(filesWith(/\.wall\b/)).toEqual(['./app/create-app.ts', './calls/call-manager.ts']);
  expect(filesWith(/\bwallNow\b/)).toEqual([
    './clock.ts',
    './platform/clock.ts',
    './ui/hooks.ts',
    './ui/page-clock.ts',
    './ui/screens/settings/leaving-section.tsx',
  ]);
});

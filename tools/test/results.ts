import { existsSync, readFileSync } from 'node:fs';

/** How many tests a runner passed and failed. Skipped ones are neither. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
});

/** Where a runner failed without a count: one failure, so that no sum hides it. */
export const failure: Tally = { passed: 0, failed: 1 };

function readJson(file: string): Record<string, unknown> | null {
  if (!existsSync(file)) return null;
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof value === 'object' && value !== null ? { ...value } : null;
}

const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Counts from Vitest's JSON reporter. */
export function vitestTally(file: string): Tally {
  const report = readJson(file);
  if (report === null) return failure;
  return { passed: count(report['numPassedTests']), failed: count(report['numFailedTests']) };
}

/** Counts from Playwright's JSON reporter. A test that passed only on a retry has failed. */
export function playwrightTally(file: string): Tally {
  const stats = readJson(file)?.['stats'];
  if (typeof stats !== 'object' || stats === null) return failure;
  const { expected, unexpected, flaky } = { expected: 0, unexpected: 0, flaky: 0, ...stats };
  return { passed: count(expected), failed: count(unexpected) + count(flaky) };
}

/** A tally that agrees with the runner's exit code: a runner that failed has failed something. */
export function honest(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? add(tally, failure) : tally;
}

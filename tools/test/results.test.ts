import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { honest, playwrightTally, vitestTally } from './results.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tatap-results-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const report = (content: object): string => {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

it('counts what Vitest reports', () => {
  const file = report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 3 });
  expect(vitestTally(file)).toEqual({ passed: 7, failed: 2 });
});

it('counts what Playwright reports, and a lucky second try as a failure', () => {
  const file = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 4 } });
  expect(playwrightTally(file)).toEqual({ passed: 5, failed: 2 });
});

it('takes a missing report for a failure', () => {
  const missing = path.join(folder, 'none.json');
  expect(vitestTally(missing)).toEqual({ passed: 0, failed: 1 });
  expect(playwrightTally(missing)).toEqual({ passed: 0, failed: 1 });
});

it('never lets a runner that failed count as none failed', () => {
  expect(honest({ passed: 9, failed: 0 }, 1)).toEqual({ passed: 9, failed: 1 });
  expect(honest({ passed: 9, failed: 2 }, 1)).toEqual({ passed: 9, failed: 2 });
  expect(honest({ passed: 9, failed: 0 }, 0)).toEqual({ passed: 9, failed: 0 });
});

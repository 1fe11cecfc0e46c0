import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import type { WorkerOptions } from './e2e/fixtures/test.ts';
import { sandboxFlags } from './tools/browsers.ts';
import { keepCompiled } from './tools/process.ts';
import { pageBrowserForTests } from './tools/test/browsers.ts';
import { currentPace, limit } from './tools/test/pace.ts';

keepCompiled();

const program = pageBrowserForTests();

/** What the page does alike in every host, and in the desktop's is seen already. */
const alike = [
  'accept',
  'endings',
  'hold',
  'identity',
  'in-call',
  'keyboard',
  'leaks',
  'negotiation',
  'signed-out',
  'strangers',
  'trouble',
  'without-server',
].map((name) => `${name}.spec.ts`);

/** From this pace on, two workers on two cores miss their time limits. */
const slow = 2;

/**
 * A spec waits for a third of its time. So one worker per core runs: two workers on two cores take
 * 0.7 of the time of one. On a slow machine each worker gets two cores.
 */
function workers(): number {
  const cores = availableParallelism();
  return Math.max(1, currentPace() >= slow ? Math.floor(cores / 2) : cores);
}

export default defineConfig<object, WorkerOptions>({
  testDir: 'e2e/specs',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/announce.ts',
  workers: workers(),
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  // A machine that is busy takes its time; what is wrong stays wrong.
  timeout: limit(120_000),
  expect: { timeout: limit(20_000) },
  // A control that cannot be pressed fails its own step before the whole spec times out.
  use: { actionTimeout: limit(30_000) },
  reporter: 'list',
  projects: [
    { name: 'desktop', use: { hostKind: 'desktop' }, testIgnore: ['packaged.spec.ts', 'web/**'] },
    {
      name: 'web',
      use: { hostKind: 'web' },
      testIgnore: ['packaged.spec.ts', 'desktop/**', ...alike],
    },
    // Calls between Firefox and Chromium.
    { name: 'firefox', testDir: 'e2e/firefox', use: { hostKind: 'web' } },
    // How views behave in a browser, on the fake model that the gallery shows them with.
    {
      name: 'views',
      testDir: 'testing/gallery/views',
      use: {
        viewport: { width: 1100, height: 760 },
        locale: 'en',
        launchOptions: {
          // Playwright's own, where the machine has none.
          ...(program === null ? {} : { executablePath: program }),
          args: sandboxFlags(),
        },
      },
    },
    // The stand-in distribution that is packaged around is laid out as Electron's for Linux.
    ...(process.platform === 'linux'
      ? [{ name: 'packaged', use: { hostKind: 'desktop' } as const, testMatch: 'packaged.spec.ts' }]
      : []),
  ],
});

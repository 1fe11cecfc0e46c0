import { defineConfig } from '@playwright/test';
import { limit } from '../../tools/test/pace.ts';

// One lab at a time: its two browsers and its slow cables have the machine to themselves.
export default defineConfig({
  testDir: '.',
  // Their waiting has commands of its own: npm run e2e:causes and e2e:endurance.
  testIgnore: ['causes.spec.ts', 'endurance.spec.ts'],
  outputDir: '../../test-results/network',
  workers: 1,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: limit(90_000),
  expect: { timeout: limit(15_000) },
  reporter: 'list',
});

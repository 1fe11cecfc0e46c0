import { defineConfig } from '@playwright/test';
import { limit } from '../../tools/test/pace.ts';
import lab from './playwright.config.ts';

// What a person is told of a bad call: slow to prove, because it is not said before it has lasted.
export default defineConfig(lab, {
  testIgnore: [],
  testMatch: 'causes.spec.ts',
  outputDir: '../../test-results/causes',
  timeout: limit(240_000),
});

import { defineConfig } from '@playwright/test';
import lab from './playwright.config.ts';

// What takes minutes because time must pass: links that are given up, credentials that end.
export default defineConfig(lab, {
  testIgnore: [],
  testMatch: 'endurance.spec.ts',
  outputDir: '../../test-results/endurance',
});

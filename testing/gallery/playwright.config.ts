import { defineConfig } from '@playwright/test';

const { CHROMIUM: chromiumPath = '/usr/bin/chromium' } = process.env;

/** How views behave in a browser, on the fake model: `npx playwright test -c testing/gallery`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  timeout: 30_000,
  reporter: 'line',
  outputDir: '../../test-results/gallery',
  use: {
    viewport: { width: 1100, height: 760 },
    locale: 'en',
    launchOptions: { executablePath: chromiumPath, args: ['--no-sandbox'] },
  },
});

import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { keepCompiled } from '../../tools/process.ts';

keepCompiled();

export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, '../..'),
    include: ['testing/attacks/**/*.attack.ts'],
    environment: 'node',
    // Each attack has its own server and mostly waits for that server's timeouts.
    maxWorkers: 8,
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});

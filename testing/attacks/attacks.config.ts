import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { keepCompiled } from '../../tools/process.ts';

keepCompiled();

export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, '../..'),
    include: ['testing/attacks/**/*.attack.ts'],
    environment: 'node',
    // Each attack measures a server of its own, and mostly waits for the server's deadlines.
    maxWorkers: 8,
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});

import { defineConfig } from 'vitest/config';
import { keepCompiled } from './tools/process.ts';
import { limit } from './tools/test/pace.ts';

keepCompiled();

export default defineConfig({
  test: {
    include: ['{protocol,main,preload,renderer,signaling-server,testing,tools}/**/*.test.ts'],
    environment: 'node',
    // No module keeps state of its own: one worker per core loads what tests share once.
    isolate: false,
    maxWorkers: '100%',
    // A machine that is busy takes its time; what is wrong stays wrong.
    testTimeout: limit(90_000),
    hookTimeout: limit(90_000),
    expect: { poll: { timeout: limit(10_000) } },
  },
});

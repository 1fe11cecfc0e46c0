import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{protocol,main,preload,renderer,signaling-server,testing,tools}/**/*.test.ts'],
    environment: 'node',
  },
});

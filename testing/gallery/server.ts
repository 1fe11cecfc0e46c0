import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { build, preview } from 'vite';

/**
 * Builds the gallery and serves it on a free port of loopback. Built, a page loads a few files; from
 * the sources it would load some hundred, for every state anew.
 */
export async function serveGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'tatap-gallery-'));
  const common = {
    configFile: false as const,
    root: import.meta.dirname,
    cacheDir: resolve(import.meta.dirname, '../../node_modules/.vite-gallery'),
    logLevel: 'warn' as const,
    build: { outDir, emptyOutDir: true, target: 'esnext', minify: false, modulePreload: false },
  };
  await build({ ...common, plugins: [preact()] });
  const server = await preview({ ...common, preview: { host: '127.0.0.1', port: 0 } });
  const address = server.httpServer.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

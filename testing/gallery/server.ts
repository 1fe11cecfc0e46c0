import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { createServer } from 'vite';

/** Serves the gallery from the sources on a free port of loopback. */
export async function serveGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  const root = resolve(import.meta.dirname, '../..');
  const server = await createServer({
    configFile: false,
    root: import.meta.dirname,
    cacheDir: resolve(root, 'node_modules/.vite-gallery'),
    plugins: [preact()],
    logLevel: 'warn',
    server: { host: '127.0.0.1', port: 0, fs: { allow: [root] }, hmr: false },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

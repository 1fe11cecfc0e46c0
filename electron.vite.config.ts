import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'electron-vite';
import { defaultServerUrl } from './tools/start/server.ts';
import { webSocketOnly } from './tools/websocket-only.ts';

const root = import.meta.dirname;
const at = (...parts: string[]) => resolve(root, ...parts);

/** Where the development server listens; the app reads the same page from it as from `app://`. */
const devServer = { host: '127.0.0.1', port: 5173 };

export default defineConfig(({ command }) => ({
  main: {
    // The server that installed programs use where nobody has chosen one: docs/OPERATING.md.
    define: { __DEFAULT_SERVER__: JSON.stringify(process.env['TATAP_DEFAULT_SERVER'] ?? '') },
    build: {
      outDir: at('dist/main'),
      emptyOutDir: true,
      // Everything is bundled: the packaged app holds no node_modules.
      externalizeDeps: false,
      sourcemap: command === 'serve',
      rolldownOptions: {
        input: { main: at('main/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  },
  preload: {
    build: {
      outDir: at('dist/preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      sourcemap: false,
      minify: true,
      rolldownOptions: {
        input: { preload: at('preload/preload.ts') },
        // A sandboxed preload is a CommonJS script that can require nothing beside `electron`.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [preact(), webSocketOnly()],
    server: {
      ...devServer,
      strictPort: true,
      // The page's origin is app://tatap, so the client cannot derive the socket's address from it.
      // The web client's origin is this server, and it expects the signaling server there.
      proxy: { '/api': defaultServerUrl, '/socket.io': { target: defaultServerUrl, ws: true } },
      hmr: { protocol: 'ws', host: devServer.host, clientPort: devServer.port },
    },
    build: {
      outDir: at('dist/renderer'),
      emptyOutDir: true,
      sourcemap: false,
      minify: true,
      // Electron's Chromium, and the browsers of the web client that are still updated.
      target: 'es2023',
      // These know light-dark() themselves: what older ones get instead cannot turn a part dark.
      cssTarget: ['chrome130', 'edge130', 'firefox128', 'safari17.5'],
      // Inlined files would need `data:` in more of the CSP's lists.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: at('renderer/index.html'), ringing: at('renderer/ringing.html') },
        // What the app begins with is one file, and not a dozen that lazy screens happen to share;
        // but the small window is to need no more than itself.
        output: {
          codeSplitting: {
            groups: [
              {
                name: 'ringing-window',
                test: /\/renderer\/ui\/(?:screens\/ringing\/ringing-window\.tsx|theme\/\w+\.css)$/,
                priority: 2,
              },
              {
                name: 'base',
                tags: ['$initial'],
                // A page's own script runs in that page alone.
                test: /(?<!\.html|\/renderer\/main\.tsx|\/renderer\/ringing\.tsx)$/,
                includeDependenciesRecursively: false,
                priority: 1,
              },
            ],
          },
        },
      },
    },
  },
}));

import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** The libraries alone, bundled as the app bundles them: what any app made of them starts with. */
const libraries = `
  import { h, render } from 'preact';
  import { signal } from '@preact/signals';
  import { io } from 'socket.io-client';
  const connected = signal(false);
  io(location.origin, { transports: ['websocket'] }).on('connect', () => { connected.value = true; });
  render(h('p', null, connected), document.body);
`;

/** Size of a page that uses the same libraries and does nothing else, in kB after gzip. */
export async function librariesKb(): Promise<number> {
  const entry = 'virtual:libraries';
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, rollupOptions: { input: entry } },
    plugins: [
      {
        name: 'libraries',
        resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
        load: (id) => (id === `\0${entry}` ? libraries : undefined),
      },
    ],
  });
  const outputs = Array.isArray(result) ? result : [result];
  let bytes = 0;
  for (const output of outputs) {
    if (!('output' in output)) throw new Error('vite watches instead of building');
    for (const file of output.output) {
      if (file.type === 'chunk') bytes += gzipSync(file.code, { level: 9 }).length;
    }
  }
  return bytes / 1000;
}

/** `npm run dev`: hot reload of the renderer, restart of main and server when they change. */
import { binOf, Children, exitOf, spawnNode } from './process.ts';
import { hasDisplay } from './start/browser.ts';
import { getElectron } from './start/electron.ts';
import { serverEntry } from './start/server.ts';

const children = new Children();
const say = (line: string): void => console.error(line);

children.add(spawnNode(['--watch', '--watch-preserve-output', serverEntry]));

const electron = await getElectron(say);
const desktop = electron.kind === 'here' && hasDisplay();
if (!desktop) {
  const reason = electron.kind === 'here' ? 'there is no display' : electron.reason;
  say(`No desktop app: ${reason}. Serving the web client with hot reload instead.`);
}
const vite = children.add(
  spawnNode([
    binOf('electron-vite', 'bin/electron-vite.js'),
    'dev',
    ...(desktop ? ['--watch', '--', ...process.argv.slice(2)] : ['--rendererOnly']),
  ]),
);
process.exitCode = await exitOf(vite);
await children.end();

/** `npm run dev`: hot reload of the renderer, restart of main and server when they change. */
import { binOf, Children, exitOf, spawnNode } from './process.ts';
import { displayProblem } from './start/display.ts';
import { getElectron } from './start/electron.ts';
import { sandboxProblem } from './start/sandbox.ts';
import { serverEntry } from './start/server.ts';

const children = new Children();
const say = (line: string): void => console.error(line);

children.add(spawnNode(['--watch', '--watch-preserve-output', serverEntry]));

/** Why the desktop app cannot be developed here, or `null`. */
async function desktopProblem(): Promise<string | null> {
  const display = await displayProblem();
  if (display !== null) return display;
  const electron = await getElectron(say);
  return electron.kind === 'here' ? sandboxProblem(electron.program) : electron.reason;
}

const problem = await desktopProblem();
const desktop = problem === null;
if (!desktop) say(`No desktop app: ${problem}. Serving the web client with hot reload instead.`);
const vite = children.add(
  spawnNode([
    binOf('electron-vite', 'bin/electron-vite.js'),
    'dev',
    ...(desktop ? ['--watch', '--', ...process.argv.slice(2)] : ['--rendererOnly']),
  ]),
);
process.exitCode = await exitOf(vite);
await children.end();

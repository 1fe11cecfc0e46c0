/** `npm start`: the server and the app, from nothing, in one command. */
import { spawn } from 'node:child_process';
import { Children, exitOf, root } from './process.ts';
import { parseStartArguments, type StartArguments, usage } from './start/arguments.ts';
import { openWeb } from './start/browser.ts';
import { build, isStale } from './start/build.ts';
import { displayProblem } from './start/display.ts';
import { type Electron, getElectron } from './start/electron.ts';
import { sandboxProblem } from './start/sandbox.ts';
import {
  connectedDevices,
  defaultServerUrl,
  getServer,
  type Server,
  untilUnused,
} from './start/server.ts';

const say = (line: string): void => console.error(line);

/** Runs the desktop app until it is closed. */
async function runDesktop(
  program: string,
  profile: string | null,
  children: Children,
): Promise<number> {
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...flags, root, ...(profile === null ? [] : [`--profile=${profile}`])];
  return exitOf(children.add(spawn(program, args, { stdio: 'inherit' })));
}

/** Shows the web client and stays until its window is closed or Ctrl+C. */
async function runWeb(url: string, profile: string | null, children: Children): Promise<number> {
  const opened = await openWeb(url, profile);
  const byHand = `Open ${url} in a browser${profile === null ? '' : ', in a profile of its own'}.`;
  switch (opened.kind) {
    case 'window': {
      const code = await exitOf(children.add(opened.child));
      if (code === 0 || children.ending) return 0;
      say(`The window ended by itself: ${opened.problem()}. ${byHand}`);
      break;
    }
    case 'handed-over':
      break;
    case 'not-shown':
      say(`Nothing could be opened: ${opened.reason}. ${byHand}`);
      break;
  }
  say('Ctrl+C ends Tatap.');
  return await children.untilEnd();
}

/** Which client to open, and in one line why not the desktop app. */
async function chooseClient(args: StartArguments): Promise<Electron> {
  if (args.web) return { kind: 'unavailable', reason: '--web asks for the web client' };
  // Before anything is downloaded for it.
  const display = await displayProblem();
  if (display !== null) return { kind: 'unavailable', reason: display };
  const electron = await getElectron(say);
  const sandbox = electron.kind === 'here' ? sandboxProblem(electron.program) : null;
  return sandbox === null ? electron : { kind: 'unavailable', reason: sandbox };
}

async function main(): Promise<number> {
  const args = parseStartArguments(process.argv.slice(2));
  if (args.help) {
    process.stdout.write(usage);
    return 0;
  }
  const children = new Children();
  if (isStale()) {
    say('Building…');
    const code = await build();
    if (code !== 0) return code;
  }
  // Somebody who names a server uses that one, as the app does, and needs none of their own.
  const named = process.env['TATAP_SERVER_URL'];
  const url = named ?? defaultServerUrl;
  const server: Server =
    named === undefined
      ? await getServer(url, (child) => children.add(child))
      : { kind: 'running' };
  if (server.kind === 'failed') {
    if (!children.ending) say(`Tatap's server did not start: ${server.reason}.`);
    return 1;
  }
  const client = await chooseClient(args);
  if (children.ending) return 0;
  if (client.kind === 'unavailable') {
    say(`No desktop app: ${client.reason}. The web client instead: ${url}`);
  }
  const code =
    client.kind === 'here'
      ? await runDesktop(client.program, args.profile, children)
      : await runWeb(url, args.profile, children);
  if (server.kind === 'started' && !children.ending && (await connectedDevices(url)) > 0) {
    say('The server goes on while others use it. Ctrl+C ends it.');
    await Promise.race([untilUnused(url), children.untilEnd()]);
  }
  await children.end();
  return code;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

/**
 * The process of the stand-in: `node run.ts MAIN [ARGUMENT...]`. Runs a built main process with
 * the module `electron` resolved to the stand-in.
 */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, joinBrowser, startBrowser } from '../chromium/browser.ts';
import { createElectron } from '../electron/index.ts';
import { serveCommands, tellTest } from './commands.ts';
import { Context } from './context.ts';
import { readOptions, type StandInOptions } from './options.ts';
import { provideElectron } from './resolve.ts';
import { prepareSessionBus } from './session-bus.ts';

const options = readOptions();
const context = new Context(options);
const standIn = createElectron(context);
const { machine, appDir } = options;
const [, , main = '', ...given] = process.argv;
// Electron runs unpackaged programs as an argument of its own.
if (!machine.isPackaged) Object.assign(process, { defaultApp: true });
process.argv = [
  process.execPath,
  ...machine.switches,
  ...(machine.isPackaged ? [] : [appDir]),
  ...given,
];
prepareSessionBus(machine);
Object.assign(process, { resourcesPath: join(appDir, 'resources') });
// From here on: what was loaded before, the stand-in itself, is on the computer that it is on.
Object.defineProperty(process, 'platform', { value: machine.platform });

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => standIn.app.quit());

try {
  serveCommands(context, standIn);
  provideElectron(standIn.electron);
  await import(pathToFileURL(resolve(main)).href);
  const browser = await browserFor(options);
  context.becomeReady(browser);
  standIn.app.becomeReady();
  tellTest({ kind: 'ready', endpoint: browser.endpoint });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  tellTest({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  standIn.app.exit(1);
}

function browserFor({ browser, locale }: StandInOptions): Promise<Browser> {
  if (browser.kind === 'shared') return joinBrowser(browser.endpoint, browser.contextId);
  return startBrowser({
    executablePath: browser.executablePath,
    // The pages' storage belongs to the program's data folder, which is known by now.
    userDataDir: join(standIn.app.getPath('userData'), 'chromium'),
    args: browser.chromiumArgs,
    locale,
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { limit } from '../../../tools/test/pace.ts';
import { CdpConnection, type CdpObject } from './cdp.ts';

/** The Chromium of a program. */
export interface Browser {
  readonly connection: CdpConnection;
  /** Where Playwright connects to the same browser. */
  readonly endpoint: string;
  /** Names the browser context that is the program's, in the commands that take one. */
  readonly context: { readonly browserContextId?: string };
  /** Lets pages say their last words, and lets go of the browser. */
  end(): Promise<void>;
}

interface Options {
  readonly executablePath: string;
  readonly userDataDir: string;
  readonly args: readonly string[];
}

/** A Chromium that was started, and where it is steered. */
export interface SpawnedBrowser {
  readonly process: ChildProcess;
  readonly endpoint: string;
}

/** Electron runs its pages without a browser's economies and questions. */
const flags = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-sync',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-popup-blocking',
  '--disable-dev-shm-usage',
  '--password-store=basic',
  '--autoplay-policy=no-user-gesture-required',
];

/** @throws {Error} with the browser's own words where it does not come up */
export async function spawnBrowser(options: Options): Promise<SpawnedBrowser> {
  const child = spawn(
    options.executablePath,
    [...flags, `--user-data-dir=${options.userDataDir}`, ...options.args],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // However this process ends, the browser must not stay behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return { process: child, endpoint: await endpointOf(child) };
}

/** Starts a browser of the program's own. @throws {Error} with the browser's own words */
export async function startBrowser(
  options: Options & { readonly locale: string },
): Promise<Browser> {
  const { locale, args } = options;
  const spawned = await spawnBrowser({
    ...options,
    args: [`--lang=${locale}`, `--accept-lang=${locale}`, ...args],
  });
  const connection = await CdpConnection.connect(spawned.endpoint);
  return {
    connection,
    endpoint: spawned.endpoint,
    context: {},
    end: () => stopBrowser(connection, spawned.process),
  };
}

/** Joins a browser that others use too. @throws {Error} where nobody answers at `endpoint` */
export async function joinBrowser(endpoint: string, contextId: string): Promise<Browser> {
  const connection = await CdpConnection.connect(endpoint);
  return {
    connection,
    endpoint,
    context: { browserContextId: contextId },
    async end() {
      await pagesGone(connection, contextId).catch(() => undefined);
      connection.close();
    },
  };
}

/** How long a browser may take to write its pages' storage, milliseconds. */
const patienceMs = limit(5_000);

/** How long pages that close may take over their last words, milliseconds. */
const lastWordsMs = limit(2_000);

/**
 * Waits for the pages that were told to close: their `pagehide` handlers run, and what those send
 * goes out, before the program ends, as when Electron quits.
 */
async function pagesGone(connection: CdpConnection, contextId?: string): Promise<void> {
  const isOpen = ({ type, url, browserContextId }: CdpObject) =>
    type === 'page' &&
    /^https?:/.test(String(url)) &&
    (contextId === undefined || browserContextId === contextId);
  const until = performance.now() + lastWordsMs;
  while (performance.now() < until) {
    const { targetInfos } = await connection.session().send('Target.getTargets');
    if (!(targetInfos as readonly CdpObject[]).some(isOpen)) return;
    await delay(20);
  }
}

/** Ends the browser in its own time, so that storage reaches the disk; by force where it hangs. */
async function stopBrowser(connection: CdpConnection, child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  // With its last page the browser may go by itself, and the connection with it.
  await pagesGone(connection).catch(() => undefined);
  connection.session().tell('Browser.close');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(timer);
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8');
    child.stderr?.on('data', (text: string) => {
      said = (said + text).slice(-8_000);
      const match = /DevTools listening on (ws:\S+)/.exec(said);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${said}`)));
  });
}

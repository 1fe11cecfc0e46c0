import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { CdpConnection } from './cdp.ts';

/** A Chromium of the stand-in's own. */
export interface Browser {
  readonly connection: CdpConnection;
  /** Where Playwright connects to the same browser. */
  readonly endpoint: string;
  readonly process: ChildProcess;
}

interface Options {
  readonly executablePath: string;
  readonly userDataDir: string;
  readonly args: readonly string[];
  readonly locale: string;
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
export async function startBrowser(options: Options): Promise<Browser> {
  const child = spawn(
    options.executablePath,
    [
      ...flags,
      `--user-data-dir=${options.userDataDir}`,
      `--lang=${options.locale}`,
      `--accept-lang=${options.locale}`,
      ...options.args,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // However this process ends, the browser must not stay behind.
  process.on('exit', () => child.kill('SIGKILL'));
  const endpoint = await endpointOf(child);
  return { connection: await CdpConnection.connect(endpoint), endpoint, process: child };
}

/** How long a browser may take to write its pages' storage, milliseconds. */
const patienceMs = 5_000;

/** How long pages that close may take over their last words, milliseconds. */
const lastWordsMs = 2_000;

/**
 * Waits for the pages that were told to close: their `pagehide` handlers run, and what those send
 * goes out, before the program ends, as when Electron quits.
 */
async function pagesGone(connection: CdpConnection): Promise<void> {
  const until = performance.now() + lastWordsMs;
  while (performance.now() < until) {
    const { targetInfos } = await connection.session().send('Target.getTargets');
    const targets = targetInfos as readonly { type: string; url: string }[];
    if (!targets.some(({ type, url }) => type === 'page' && /^https?:/.test(url))) return;
    await delay(20);
  }
}

/** Ends the browser in its own time, so that storage reaches the disk; by force where it hangs. */
export async function stopBrowser({ connection, process: child }: Browser): Promise<void> {
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

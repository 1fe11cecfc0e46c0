import { type BrowserContext, chromium, type Page } from '@playwright/test';
import type * as Electron from 'electron';
import { findChromium, sandboxFlags } from '../../tools/browsers.ts';
import { limit } from '../../tools/test/pace.ts';
import { type Answers, startProcess } from './host/client.ts';
import { type Machine, usualMachine } from './host/machine.ts';
import type { BrowserOptions } from './host/options.ts';
import type { DesktopState } from './host/record.ts';

export interface LaunchDesktopOptions {
  /** The data folder, given to the program as `--user-data-dir`; again to start with what is there. */
  readonly profileDir: string;
  /** A folder with `package.json` and `dist/`; the repository by default. */
  readonly appDir?: string;
  /** The Chromium to use; the system's by default. */
  readonly executablePath?: string;
  /** Added to the environment of the program, `TATAP_SERVER_URL` for instance. */
  readonly env?: Readonly<Record<string, string>>;
  /** The program's own arguments, such as `--profile NAME` or a `tatap:` link. */
  readonly args?: readonly string[];
  /** Chromium's: fake camera and microphone files, for instance. */
  readonly chromiumArgs?: readonly string[];
  /**
   * A context of a browser that runs already, for the windows and their storage; `executablePath`
   * and `chromiumArgs` have no effect then. By default the program starts a browser of its own.
   */
  readonly shared?: SharedContext;
  /** What the system says it speaks, `en-US` by default. */
  readonly locale?: string;
  /** What is unusual about the computer. */
  readonly machine?: Partial<Machine>;
}

/** A browser context of Playwright's, and where the stand-in's process finds it. */
export interface SharedContext {
  /** The browser's DevTools endpoint. */
  readonly endpoint: string;
  readonly contextId: string;
  readonly context: BrowserContext;
}

/** A press on a notification. `action` counts the buttons from 0. */
export type NotificationPress = { readonly click: true } | { readonly action: number };

/** A running program, shaped as Playwright's `ElectronApplication` where both can do a thing. */
export interface Desktop {
  readonly mainWindow: Page;
  /** All windows that have loaded a page. */
  windows(): Page[];
  /** The first window, now or later, that fits. Rejects after `timeoutMs` (10 s at the usual pace by default). */
  window(predicate: (page: Page) => boolean, timeoutMs?: number): Promise<Page>;
  /** Runs a function in the main process, with the module `electron`; it sees nothing else. */
  evaluateMain<R, A>(
    run: (electron: typeof Electron, argument: A) => R | Promise<R>,
    argument?: A,
  ): Promise<R>;
  /** What the program did to the outside so far. */
  electronState(): Promise<DesktopState>;
  pressNotification(index: number, press: NotificationPress): Promise<void>;
  /** What the program wrote to standard output and error so far. */
  output(): string;
  /** Resolves with the exit code when the program has ended. */
  readonly exited: Promise<number | null>;
  /** Quits the program as a person would, and waits for its end. */
  close(): Promise<void>;
}

/**
 * Starts a built main process on the stand-in and connects Playwright to its windows.
 *
 * @throws {Error} with the program's output where it does not come up, or where there is no Chromium
 */
export async function launchDesktop(options: LaunchDesktopOptions): Promise<Desktop> {
  const machine = { ...usualMachine, ...options.machine };
  const program = await startProcess({
    profileDir: options.profileDir,
    args: options.args ?? [],
    env: { ...displayOf(machine), ...options.env },
    standIn: {
      browser: browserOptions(options),
      locale: options.locale ?? 'en-US',
      machine,
      appDir: options.appDir ?? new URL('../..', import.meta.url).pathname,
    },
  });
  try {
    return await connect(program, options.shared?.context ?? null);
  } catch (error) {
    await program.close();
    throw new Error(`${error instanceof Error ? error.message : error}\n${program.output()}`);
  }
}

/** How a Linux session says which display it has. */
function displayOf({ platform, display }: Machine): Record<string, string> {
  return platform === 'linux' && display === 'wayland'
    ? { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' }
    : { XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: '' };
}

function browserOptions(options: LaunchDesktopOptions): BrowserOptions {
  if (options.shared !== undefined) {
    const { endpoint, contextId } = options.shared;
    return { kind: 'shared', endpoint, contextId };
  }
  const executablePath = options.executablePath ?? findChromium();
  if (executablePath === null) throw new Error('no Chromium on this machine');
  return {
    kind: 'own',
    executablePath,
    chromiumArgs: [...sandboxFlags(), ...(options.chromiumArgs ?? [])],
  };
}

/** The context of a browser that is the program's own, and how to let go of it. */
async function ownContext(endpoint: string): Promise<[BrowserContext, () => Promise<void>]> {
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('the browser has no context');
  return [context, () => browser.close()];
}

async function connect(program: Answers, shared: BrowserContext | null): Promise<Desktop> {
  const [context, letGo] =
    shared === null ? await ownContext(program.endpoint) : [shared, async () => undefined];
  const windows = (): Page[] => context.pages().filter((page) => isLoaded(page));
  const window: Desktop['window'] = (predicate, timeoutMs = limit(10_000)) =>
    findWindow(context, predicate, timeoutMs);
  const mainWindow = await window(isMainWindow);
  await mainWindow.waitForLoadState('domcontentloaded');
  return {
    mainWindow,
    windows,
    window,
    evaluateMain: async <R, A>(
      run: (electron: typeof Electron, argument: A) => R | Promise<R>,
      argument?: A,
    ) => (await program.ask({ kind: 'evaluate', source: String(run), argument })) as R,
    electronState: async () => (await program.ask({ kind: 'state' })) as DesktopState,
    pressNotification: async (index, press) => {
      const action = 'action' in press;
      await program.ask({
        kind: 'notification',
        index,
        event: action ? 'action' : 'click',
        actionIndex: action ? press.action : -1,
      });
    },
    output: () => program.output(),
    exited: program.exited,
    close: async () => {
      await program.close();
      await letGo();
    },
  };
}

/** Looks at the windows there are and at those that come, each once it has loaded a page. */
async function findWindow(
  context: BrowserContext,
  predicate: (page: Page) => boolean,
  timeoutMs: number,
): Promise<Page> {
  const found = Promise.withResolvers<Page>();
  const consider = (page: Page): void => {
    page.waitForURL(/^https?:/, { timeout: timeoutMs, waitUntil: 'commit' }).then(
      () => predicate(page) && found.resolve(page),
      // Closed before it loaded anything.
      () => undefined,
    );
  };
  const timer = setTimeout(
    () => found.reject(new Error(`no such window within ${timeoutMs} ms`)),
    timeoutMs,
  );
  context.on('page', consider);
  try {
    context.pages().forEach(consider);
    return await found.promise;
  } finally {
    clearTimeout(timer);
    context.off('page', consider);
  }
}

function isLoaded(page: Page): boolean {
  return /^https?:/.test(page.url());
}

function isMainWindow(page: Page): boolean {
  return new URL(page.url()).pathname === '/index.html';
}

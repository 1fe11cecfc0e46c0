import type { Browser, Page } from '@playwright/test';
import { FirstStart } from '../../e2e/pages/first-start.ts';
import { Home } from '../../e2e/pages/home.ts';
import type { BareWindow } from '../bare-window.ts';
import { launchBrowser, openWindows, windowSize } from '../browser.ts';
import { type ServerProcess, startServer } from '../child.ts';

/** Two people in the web client, contacts of each other, on a server of their own. */
export interface AppPair {
  readonly browser: Browser;
  readonly caller: Page;
  readonly callee: Page;
  /** Signs the callee in on one more device. */
  addDevice(): Promise<Page>;
  close(): Promise<void>;
}

const ayu = { id: 'ayu', name: 'Ayu', password: 'correct horse' } as const;
const budi = { id: 'budi', name: 'Budi', password: 'correct horse' } as const;

export interface PairOptions {
  /** Added to each way from one person through the server to the other; none by default. */
  readonly tripMs?: number;
  /** Runs in both pages before their own scripts. */
  readonly before?: () => void;
  /** Chromium's, beside those of every benchmark. */
  readonly flags?: readonly string[];
}

/** Opens the built web client twice, as two people who have just become contacts. */
export async function openAppPair(options: PairOptions = {}): Promise<AppPair> {
  const server = await serve(options);
  const browser = await launchBrowser(options.flags);
  try {
    const [caller, callee] = [await open(browser, options), await open(browser, options)];
    await becomeContacts({ page: caller, url: server.url }, { page: callee, url: server.url });
    return {
      browser,
      caller,
      callee,
      async addDevice() {
        const page = await open(browser, options);
        await join('signIn', budi, { page, url: server.url });
        return page;
      },
      async close() {
        await browser.close();
        await server.close();
      },
    };
  } catch (error) {
    await browser.close();
    await server.close();
    throw error;
  }
}

/** The same two people, each in a window that nothing looks into any more. */
export interface AppWindows {
  readonly caller: BareWindow;
  readonly callee: BareWindow;
  close(): Promise<void>;
}

/** Opens the built web client in two windows, with the caller looking at their contact. */
export async function openAppWindows(options: PairOptions = {}): Promise<AppWindows> {
  const server = await serve(options);
  try {
    const { windows, close } = await openWindows(2, async ([caller, callee]) => {
      if (caller === undefined || callee === undefined) throw new Error('two windows were opened');
      for (const page of [caller, callee]) {
        if (options.before !== undefined) await page.addInitScript(options.before);
      }
      // Two names of one server are two origins: each keeps an account of its own.
      const { port } = new URL(server.url);
      const other = `http://localhost:${port}`;
      await becomeContacts({ page: caller, url: server.url }, { page: callee, url: other });
      await new Home(caller).openContact(budi.name);
    });
    const [caller, callee] = windows;
    if (caller === undefined || callee === undefined) throw new Error('two windows were opened');
    return {
      caller,
      callee,
      async close() {
        await close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

function serve({ tripMs = 0 }: PairOptions): Promise<ServerProcess> {
  return startServer('subject/tatap-server.ts', {
    BENCH_ACCOUNTS: '0',
    BENCH_TRIP_MS: String(tripMs),
  });
}

/** Opens a page of a device of its own. */
async function open(browser: Browser, { before }: PairOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: windowSize,
    permissions: ['camera', 'microphone'],
  });
  const page = await context.newPage();
  if (before !== undefined) await page.addInitScript(before);
  return page;
}

/** A page, and where it finds the client. */
interface Seat {
  readonly page: Page;
  readonly url: string;
}

async function becomeContacts(caller: Seat, callee: Seat): Promise<void> {
  await join('createAccount', ayu, caller);
  await join('createAccount', budi, callee);
  await new Home(caller.page).requestContact(budi.id);
  await new Home(callee.page).acceptContact(ayu.name);
  await new Home(caller.page).sees(budi.name, 'Online');
}

/** Goes through the first start. */
async function join(
  how: 'createAccount' | 'signIn',
  person: typeof ayu | typeof budi,
  { page, url }: Seat,
): Promise<void> {
  await page.goto(url);
  const start = new FirstStart(page);
  await start[how](person);
  if (how === 'createAccount') await start.keepRecoveryCode();
  await start.checkDevices();
  await start.finish();
}

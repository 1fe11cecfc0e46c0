import type { Browser, Page } from '@playwright/test';
import { FirstStart } from '../../e2e/pages/first-start.ts';
import { Home } from '../../e2e/pages/home.ts';
import { launchBrowser } from '../browser.ts';
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

const people = [
  { id: 'ayu', name: 'Ayu', password: 'correct horse' },
  { id: 'budi', name: 'Budi', password: 'correct horse' },
] as const;

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
  const server = await startServer('subject/tatap-server.ts', {
    BENCH_ACCOUNTS: '0',
    BENCH_TRIP_MS: String(options.tripMs ?? 0),
  });
  const browser = await launchBrowser(options.flags);
  try {
    const [ayu, budi] = people;
    const caller = await join('createAccount', ayu, browser, server, options);
    const callee = await join('createAccount', budi, browser, server, options);
    await new Home(caller).requestContact(budi.id);
    await new Home(callee).acceptContact(ayu.name);
    await new Home(caller).sees(budi.name, 'Online');
    return {
      browser,
      caller,
      callee,
      addDevice: () => join('signIn', budi, browser, server, options),
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

type Person = (typeof people)[number];

/** Opens the client on a device of its own, and goes through the first start. */
async function join(
  how: 'createAccount' | 'signIn',
  person: Person,
  browser: Browser,
  server: ServerProcess,
  { before }: PairOptions,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1180, height: 760 },
    permissions: ['camera', 'microphone'],
  });
  const page = await context.newPage();
  if (before !== undefined) await page.addInitScript(before);
  await page.goto(server.url);
  const start = new FirstStart(page);
  await start[how](person);
  await start.checkDevices();
  await start.finish();
  return page;
}

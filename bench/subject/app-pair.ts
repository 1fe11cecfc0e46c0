import type { Browser, Page } from '@playwright/test';
import { FirstStart } from '../../e2e/pages/first-start.ts';
import { Home } from '../../e2e/pages/home.ts';
import { launchBrowser } from '../browser.ts';
import { type ServerProcess, startServer } from '../child.ts';

/** Two people in the web client, contacts of each other, on a server of their own. */
export interface AppPair {
  readonly caller: Page;
  readonly callee: Page;
  close(): Promise<void>;
}

const people = [
  { id: 'ayu', name: 'Ayu', password: 'correct horse' },
  { id: 'budi', name: 'Budi', password: 'correct horse' },
] as const;

/** Opens the built web client twice, as two people who have just become contacts. */
export async function openAppPair(): Promise<AppPair> {
  const server = await startServer('subject/tatap-server.ts', { BENCH_ACCOUNTS: '0' });
  const browser = await launchBrowser();
  try {
    const [ayu, budi] = people;
    const caller = await signUp(browser, server, ayu);
    const callee = await signUp(browser, server, budi);
    await new Home(caller).requestContact(budi.id);
    await new Home(callee).acceptContact(ayu.name);
    await new Home(caller).sees(budi.name, 'Online');
    return {
      caller,
      callee,
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

async function signUp(
  browser: Browser,
  server: ServerProcess,
  person: (typeof people)[number],
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1180, height: 760 },
    permissions: ['camera', 'microphone'],
  });
  const page = await context.newPage();
  await page.goto(server.url);
  const start = new FirstStart(page);
  await start.createAccount(person);
  await start.checkDevices();
  await start.finish();
  return page;
}

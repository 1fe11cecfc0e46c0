import type { Page } from '@playwright/test';
import { FirstStart } from '../../e2e/pages/first-start.ts';
import { Home } from '../../e2e/pages/home.ts';
import { acceptPlainly, endPlainly, ringPlainly } from './plain-call.ts';
import type { Sites } from './sites.ts';
import { judge, type Verdict } from './verdict.ts';
import { watchPicture } from './watch.ts';

const ringMs = 2_000;

/** Makes both people and their acquaintance. */
export async function signUp({ pages: [caller, callee] }: Sites): Promise<void> {
  const people = [
    { page: caller, id: 'sari', name: 'Sari', password: 'correct horse' },
    { page: callee, id: 'budi', name: 'Budi', password: 'correct horse' },
  ] as const;
  for (const { page, ...account } of people) {
    const start = new FirstStart(page);
    await start.createAccount(account);
    await start.keepRecoveryCode();
    await start.checkDevices();
    await start.finish();
  }
  await new Home(caller).requestContact('budi');
  await new Home(callee).acceptContact('Sari');
  await new Home(caller).sees('Budi', 'Online');
  await new Home(caller).openContact('Budi');
}

/** Tatap's call: two seconds of ringing, then *Accept with video*. */
export async function tatapCall({ pages }: Sites): Promise<Verdict> {
  const [caller, callee] = pages;
  for (const page of pages) await page.evaluate(watchPicture, 'video[aria-label^="Video of"]');
  await new Home(caller).button('Video call').click();
  const accept = callee.getByRole('button', { name: 'Accept with video' });
  await accept.waitFor();
  await callee.waitForTimeout(ringMs);
  const acceptedAt = await accept.evaluate((button: HTMLButtonElement) => {
    const at = performance.timeOrigin + performance.now();
    button.click();
    return at;
  });
  const verdict = await judge(pages, acceptedAt);
  await caller.mouse.move(300, 300);
  await caller.mouse.move(320, 300);
  await caller.getByRole('button', { name: 'Hang up' }).click();
  for (const page of pages) await page.getByRole('button', { name: 'Close' }).click();
  return verdict;
}

/** Another line is another network: what calls over the last one have taught must not count. */
export async function forgetPaths(pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) {
        if (key.endsWith('paths')) localStorage.removeItem(key);
      }
    });
  }
}

/** The same between bare pages. */
export async function plainCall({ pages }: Sites): Promise<Verdict> {
  for (const page of pages) await page.evaluate(watchPicture, 'video[data-plain]');
  await ringPlainly(pages);
  await pages[0].waitForTimeout(ringMs);
  const verdict = await judge(pages, await acceptPlainly(pages));
  await endPlainly(pages);
  return verdict;
}

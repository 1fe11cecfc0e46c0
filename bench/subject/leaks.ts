import type { Page } from '@playwright/test';
import { countHoldings, type Holdings, holdingsOf } from '../../e2e/fixtures/holdings.ts';
import { Home } from '../../e2e/pages/home.ts';
import { interpretedOnly } from '../browser.ts';
import { callMinutes, callsInARow, warmingCalls } from '../durations.ts';
import type { Variant } from '../harness.ts';
import { type AppPair, openAppPair } from './app-pair.ts';

/**
 * The whole app: by how much percent the heap has grown after calls in a row, on the worse side.
 * Anything else that a call leaves behind fails it.
 */
export async function tatapCallsInARow(): Promise<Variant> {
  const pair = await openCounted();
  for (let call = 0; call < warmingCalls; call += 1) await talk(pair);
  return {
    async measure() {
      const before = await settle(pair);
      for (let call = 0; call < callsInARow; call += 1) await talk(pair);
      const after = await settle(pair);
      return Math.max(...after.map((now, i) => growthPercent(before[i] ?? now, now)));
    },
    close: pair.close,
  };
}

/** The whole app: by how many MB the heap grows in a long call with pictures, on the worse side. */
export async function tatapLongCall(): Promise<Variant> {
  const pair = await openCounted();
  const pages = [pair.caller, pair.callee];
  return {
    async measure() {
      await new Home(pair.caller).button('Video call').click();
      await pair.callee.getByRole('button', { name: 'Accept with video' }).click();
      await hangUpOf(pair.caller).waitFor({ state: 'attached' });
      // The first minute fetches screens and makes what is made once.
      await pair.caller.waitForTimeout(60_000);
      const before = await Promise.all(pages.map(holdingsOf));
      await pair.caller.waitForTimeout(callMinutes * 60_000);
      const after = await Promise.all(pages.map(holdingsOf));
      await hangUp(pair);
      const grown = after.map(({ heapBytes }, i) => heapBytes - Number(before[i]?.heapBytes));
      return Math.max(...grown) / 1_000_000;
    },
    close: pair.close,
  };
}

async function openCounted(): Promise<AppPair> {
  const pair = await openAppPair({ flags: interpretedOnly });
  for (const page of [pair.caller, pair.callee]) {
    await countHoldings(page);
    await page.reload();
  }
  await new Home(pair.caller).sees('Budi', 'Online');
  await new Home(pair.caller).openContact('Budi');
  return pair;
}

/** Without pictures, so that fifty take a minute or two. */
async function talk(pair: AppPair): Promise<void> {
  await new Home(pair.caller).button('Audio call').click();
  await pair.callee.getByRole('button', { name: 'Accept audio only' }).click();
  for (const page of [pair.caller, pair.callee]) await hangUpOf(page).waitFor();
  await hangUp(pair);
}

async function hangUp({ caller, callee }: AppPair): Promise<void> {
  await caller.mouse.move(300, 300);
  await caller.mouse.move(320, 300);
  await hangUpOf(caller).click();
  for (const page of [caller, callee]) await page.getByRole('button', { name: 'Close' }).click();
}

const hangUpOf = (page: Page) => page.getByRole('button', { name: 'Hang up' });

/**
 * What pages hold with one call in the list of past calls, which is there to grow. Without that one
 * Chromium keeps the rows that were just cleared, until something else is drawn in their place.
 */
async function settle(pair: AppPair): Promise<Holdings[]> {
  const pages = [pair.caller, pair.callee];
  for (const page of pages) {
    await page.getByRole('tab', { name: /^Calls/ }).click();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Clear all' }).click();
    await page.getByRole('tab', { name: /^Contacts/ }).click();
  }
  await talk(pair);
  // What fades out, a tooltip or the last screen, is still there for a moment.
  await pair.caller.waitForTimeout(2_000);
  return Promise.all(pages.map(holdingsOf));
}

function growthPercent(before: Holdings, after: Holdings): number {
  const were = countsOf(before);
  for (const [what, count] of Object.entries(countsOf(after))) {
    const was = were[what] ?? 0;
    if (count > was) throw new Error(`${what}: ${was} before the calls and ${count} after them`);
  }
  return (after.heapBytes / before.heapBytes - 1) * 100;
}

function countsOf({ connections, tracks, timers, listeners }: Holdings): Record<string, number> {
  return { connections, tracks, timers, ...listeners };
}

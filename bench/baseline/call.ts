import type { Page } from '@playwright/test';
import { arrived, rememberConnections, watchArrival } from '../arrivals.ts';
import { launchBrowser, openWindows } from '../browser.ts';
import { startServer } from '../child.ts';
import { corePercent } from '../cpu.ts';
import type { Variant } from '../harness.ts';

declare global {
  interface Window {
    hangUp?: () => void;
  }
}

const watch = { what: 'firstFrame', selector: '#remote', sides: 1 } as const;

/** Raw peer connections over a plain Socket.IO relay, on two pages: click to first remote frame on both sides. */
export async function rawCall(): Promise<Variant> {
  const server = await startServer('baseline/relay-server.ts');
  const { windows, close } = await openWindows(2, (pages) => openPair(server.url, pages));
  const [caller] = windows;
  if (caller === undefined) throw new Error('two windows were opened');
  return {
    async measure() {
      for (const page of windows) await page.evaluate(watchArrival, watch);
      const seen = arrived(windows);
      await caller.evaluate(clickCall);
      const { at, stolenMs } = await seen;
      const clickedAt = await caller.evaluate(() => window.clickedAt);
      for (const page of windows) await page.evaluate(hangUp);
      return { value: at - Number(clickedAt), stolenMs };
    },
    async close() {
      await close();
      await server.close();
    },
  };
}

/** The same, with pictures as large as ours: what a call uses of one core. */
export async function rawCpu(): Promise<Variant> {
  const server = await startServer('baseline/relay-server.ts');
  const browser = await launchBrowser();
  const [caller, callee] = [await browser.newPage(), await browser.newPage()];
  const pages = [caller, callee];
  for (const page of pages) await page.addInitScript(rememberConnections);
  await openPair(server.url, pages);
  return {
    async measure() {
      for (const page of pages) await page.evaluate(watchArrival, watch);
      await caller.click('#call');
      await arrived(pages);
      for (const page of pages) await page.evaluate(keepResolution);
      const used = await corePercent(browser);
      for (const page of pages) await page.evaluate(hangUp);
      return used;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Each page on its name, known to the relay. */
async function openPair(url: string, pages: readonly Page[]): Promise<void> {
  for (const [at, page] of pages.entries()) {
    await page.goto(`${url}/?name=${'ab'.charAt(at)}`);
    await page.waitForFunction(() => document.title === 'ready');
  }
}

/** Runs in the page. */
function clickCall(): void {
  document.querySelector<HTMLButtonElement>('#call')?.click();
}

/** Runs in the page: sends full pictures from now on; by itself a browser gets there after some 20 s. */
async function keepResolution(): Promise<void> {
  for (const sender of window.connections?.at(-1)?.getSenders() ?? []) {
    const kept = { degradationPreference: 'maintain-resolution' };
    await sender.setParameters(Object.assign(sender.getParameters(), kept));
  }
}

/** Runs in the page. */
function hangUp(): void {
  window.hangUp?.();
}

import type { Browser, Page } from '@playwright/test';
import { arrived, rememberConnections, watchArrival } from '../arrivals.ts';
import { launchBrowser } from '../browser.ts';
import { startServer } from '../child.ts';
import { corePercent } from '../cpu.ts';
import type { Variant } from '../harness.ts';

declare global {
  interface Window {
    clickedAt?: number;
    hangUp?: () => void;
  }
}

/** Raw peer connections over a plain Socket.IO relay, on two pages of one browser. */
interface RawPair {
  readonly browser: Browser;
  /** Makes a call; returns from the click to the first remote frame on both sides, in ms. */
  call(): Promise<number>;
  /** Sends full pictures from now on; by itself a browser gets there after some 20 s. */
  keepResolution(): Promise<void>;
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

async function openRawPair(): Promise<RawPair> {
  const server = await startServer('baseline/relay-server.ts');
  const browser = await launchBrowser();
  const open = async (name: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.addInitScript(rememberConnections);
    await page.goto(`${server.url}/?name=${name}`);
    await page.waitForFunction(() => document.title === 'ready');
    return page;
  };
  const pages = [await open('a'), await open('b')] as const;
  return {
    browser,
    async call() {
      const watch = { what: 'firstFrame', selector: '#remote', sides: 1 } as const;
      for (const page of pages) await page.evaluate(watchArrival, watch);
      const [caller] = pages;
      await caller.click('#call');
      const seenAt = await arrived(pages);
      return seenAt - Number(await caller.evaluate(() => window.clickedAt));
    },
    async keepResolution() {
      for (const page of pages) {
        await page.evaluate(async () => {
          for (const sender of window.connections?.at(-1)?.getSenders() ?? []) {
            const kept = { degradationPreference: 'maintain-resolution' };
            await sender.setParameters(Object.assign(sender.getParameters(), kept));
          }
        });
      }
    },
    async hangUp() {
      await Promise.all(pages.map((page) => page.evaluate(() => window.hangUp?.())));
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Raw peer connections: click to first remote frame on both sides. */
export async function rawCall(): Promise<Variant> {
  const pair = await openRawPair();
  return {
    async measure() {
      const took = await pair.call();
      await pair.hangUp();
      return took;
    },
    close: () => pair.close(),
  };
}

/** Raw peer connections, both sides, with pictures as large: what a call uses of one core. */
export async function rawCpu(): Promise<Variant> {
  const pair = await openRawPair();
  return {
    async measure() {
      await pair.call();
      await pair.keepResolution();
      const used = await corePercent(pair.browser);
      await pair.hangUp();
      return used;
    },
    close: () => pair.close(),
  };
}

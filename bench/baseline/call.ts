import type { Page } from '@playwright/test';
import { launchBrowser } from '../browser.ts';
import { startServer } from '../child.ts';
import type { Variant } from '../harness.ts';

declare global {
  interface Window {
    clickedAt?: number;
    firstFrameAt?: number;
    hangUp?: () => void;
  }
}

/** Raw peer connections over a plain Socket.IO relay: click to first remote frame on both sides. */
export async function rawCall(): Promise<Variant> {
  const server = await startServer('baseline/relay-server.ts');
  const browser = await launchBrowser();
  const open = async (name: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/?name=${name}`);
    await page.waitForFunction(() => document.title === 'ready');
    return page;
  };
  const pages = [await open('a'), await open('b')] as const;
  return {
    async measure() {
      const [caller, callee] = pages;
      await caller.click('#call');
      const seen = await Promise.all(
        [caller, callee].map((page) =>
          page.waitForFunction(() => window.firstFrameAt).then((handle) => handle.jsonValue()),
        ),
      );
      const clicked = await caller.evaluate(() => window.clickedAt);
      await Promise.all(pages.map((page) => page.evaluate(() => window.hangUp?.())));
      return Math.max(...seen.map(Number)) - Number(clicked);
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

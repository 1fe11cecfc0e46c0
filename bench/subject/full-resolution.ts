import type { Page } from '@playwright/test';
import { Home } from '../../e2e/pages/home.ts';
import type { Variant } from '../harness.ts';
import { watchPicture } from '../picture/watch.ts';
import { openAppPair } from './app-pair.ts';

/** How long it rings before somebody answers; by then the link is up. */
const ringMs = 2_000;

/** The whole app: *Accept with video* to the first remote frame of 1280 pixels on both sides. */
export async function tatapFullResolution(): Promise<Variant> {
  const { caller, callee, close } = await openAppPair();
  const pages = [caller, callee];
  await new Home(caller).openContact('Budi');
  return {
    async measure() {
      for (const page of pages) await page.evaluate(watchPicture, 'video[aria-label^="Video of"]');
      await new Home(caller).button('Video call').click();
      const accept = callee.getByRole('button', { name: 'Accept with video' });
      await accept.waitFor();
      await callee.waitForTimeout(ringMs);
      const acceptedAt = await accept.evaluate((button: HTMLElement) => {
        const at = performance.timeOrigin + performance.now();
        button.click();
        return at;
      });
      const seen = await Promise.all(pages.map(fullWidth));
      await caller.mouse.move(300, 300);
      await caller.mouse.move(320, 300);
      await caller.getByRole('button', { name: 'Hang up' }).click();
      for (const page of pages) await page.getByRole('button', { name: 'Close' }).click();
      return Math.max(...seen) - acceptedAt;
    },
    close,
  };
}

async function fullWidth(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.fullWidthAt);
  return Number(await handle.jsonValue());
}

import { test as base, type Page } from '@playwright/test';
import { countStart } from '../../../e2e/hosts/browser-starts.ts';
import { serveGallery } from '../server.ts';

interface PerWorker {
  /** Where the gallery is served; one server for all specs of a worker. */
  readonly gallery: string;
}

interface PerTest {
  /** Draws a state of the gallery. */
  readonly open: (state: string) => Promise<Page>;
}

/** A spec on a state of the gallery, in light and English. */
export const test = base.extend<PerTest, PerWorker>({
  gallery: [
    async ({ browser: _started }, use) => {
      countStart();
      const { url, close } = await serveGallery();
      await use(url);
      await close();
    },
    { scope: 'worker', auto: true },
  ],
  async open({ page, gallery }, use) {
    await use(async (state) => {
      await page.goto(`${gallery}#state=${state}`);
      await page.waitForSelector('html[data-gallery=ready]');
      return page;
    });
  },
});

export { expect } from '@playwright/test';

/** What the views asked of the model. */
export function recorded(page: Page): Promise<string[]> {
  return page.evaluate(() => window.fakeApp?.recorded.map(({ action }) => action) ?? []);
}

/** The dialog over the whole window. */
export const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

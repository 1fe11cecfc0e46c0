import { test as base, type Page } from '@playwright/test';
import { countStart } from '../../../e2e/hosts/browser-starts.ts';
import { serveGallery } from '../server.ts';

interface PerWorker {
  /** Where the gallery is served: built once, for all specs of a worker. */
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
      // From elsewhere: another fragment of the same page would not load it anew.
      await page.goto('about:blank');
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

/** Budi's call comes in, whatever the page shows. */
export function beCalled(page: Page): Promise<void> {
  return page.evaluate(() => {
    if (window.fakeApp === undefined) throw new Error('no model');
    window.fakeApp.call.value = {
      phase: 'incoming',
      callId: '7f2f0f0e-0000-4000-8000-000000000000',
      peer: { id: 'budi', name: 'Budi', isContact: true },
      media: 'video',
      unconfirmed: false,
    };
  });
}

/** The dialog over the whole window. */
export const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

/** Which of the drawn elements lie over each other, as pairs of selectors; those out of sight do not. */
export function overlaps(page: Page, selectors: readonly string[]): Promise<string[]> {
  return page.evaluate((given) => {
    const boxes = given.flatMap((selector) =>
      [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => ({ selector, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && box.height > 1),
    );
    const pairs = boxes.flatMap((one, index) =>
      boxes.slice(index + 1).map((other) => [one, other] as const),
    );
    return pairs
      .filter(
        ([{ box: a }, { box: b }]) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1,
      )
      .map(([one, other]) => `${one.selector} and ${other.selector}`);
  }, selectors);
}

/** A window of 1100 by 760 pixels at 200 % zoom. */
export const zoomed = { width: 550, height: 380 };
/** A narrow phone. */
export const phone = { width: 360, height: 740 };

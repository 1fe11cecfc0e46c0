import type { Browser } from 'puppeteer-core';
import type { Person } from '../fixtures/person.ts';
import { test as base } from '../fixtures/test.ts';
import { type Camera, calmCamera } from '../media/camera.ts';
import { Guest, startFirefox } from './guest.ts';

interface PerWorker {
  /** The worker's Firefox. */
  readonly firefox: Browser;
}

interface PerTest {
  /** What Firefox's camera gives. */
  readonly firefoxCamera: Camera;
  /** Sari in Chromium and Budi in Firefox: contacts, both at home and online. */
  readonly pair: { readonly sari: Person; readonly budi: Guest };
}

export const test = base.extend<PerTest, PerWorker>({
  firefox: [
    async ({ host: _ofTheOther }, use) => {
      const browser = await startFirefox();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],

  firefoxCamera: [calmCamera, { option: true }],

  async pair({ firefox, firefoxCamera, enter, server }, use, info) {
    const sari = await enter('sari');
    const budi = await Guest.open(firefox, server.url, firefoxCamera);
    try {
      await budi.signIn('budi');
      await sari.home.sees('Budi Santoso', 'Online');
      await use({ sari, budi });
    } finally {
      if (info.status !== info.expectedStatus) {
        await budi.page.screenshot({ path: info.outputPath('firefox.png') });
      }
      await budi.leave();
    }
  },
});

export { expect } from '../fixtures/test.ts';

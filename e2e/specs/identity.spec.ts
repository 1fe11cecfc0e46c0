import type { Page } from '@playwright/test';
import { countHoldings, expectLightsOut } from '../fixtures/holdings.ts';
import { expect, test } from '../fixtures/test.ts';
import { Home } from '../pages/home.ts';

type Rewrite = (frame: string) => string;

/** Somebody between a page and its server, who may rewrite what the server says. */
class Middleman {
  rewrite: Rewrite = (frame) => frame;

  /** Steps in at the next load of a signed-in page, which comes at once. */
  static async before(page: Page): Promise<Middleman> {
    const middleman = new Middleman();
    await page.routeWebSocket(/\/socket\.io\//, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        socket.send(typeof message === 'string' ? middleman.rewrite(message) : message);
      });
    });
    await page.reload();
    await new Home(page).isOnline();
    return middleman;
  }
}

const words = /^Stopped: this may not have been/;

const swapCertificate: Rewrite = (frame) =>
  frame.replace(/(a=fingerprint:sha-256 )[0-9A-F]{2}/g, (_, start: string) => `${start}00`);
const dropSignature: Rewrite = (frame) => frame.replace(/,"proof":\{[^}]*\}/g, '');

test('a server between two people goes unnoticed only as long as it is honest', async ({
  friends: { sari, budi },
}) => {
  const both = [sari.page, budi.page];
  for (const page of both) await countHoldings(page);
  await sari.page.reload();
  await sari.home.isOnline();
  const middleman = await Middleman.before(budi.page);

  await test.step('it relays', async () => {
    await sari.home.videoCall(budi.name);
    await budi.call.accept();
    await budi.call.shows(sari.name, sari.likeness);
  });

  await test.step('both read the same number, and one says so', async () => {
    const [hers, his] = [await sari.call.safetyNumber(), await budi.call.safetyNumber()];
    expect(hers).toMatch(/^(?:\d{5}, ){11}\d{5}$/);
    expect(his).toBe(hers);
    await sari.call.button('Mark as verified').click();
    await sari.call.button('Close').click();
    await budi.call.button('Close').click();
    await sari.call.hangUp();
    await Promise.all([sari.home.isHome(), budi.home.isHome()]);
    await sari.home.openContact(budi.name);
    await sari.home.says('Verified');
  });

  for (const rewrite of [swapCertificate, dropSignature]) {
    await test.step(`it tampers: ${rewrite.name}`, async () => {
      middleman.rewrite = rewrite;
      await sari.home.videoCall(budi.name);
      await budi.call.endsWith(words);
      await sari.call.endsWith(words);
      await expectLightsOut(...both);
      for (const { call } of [sari, budi]) await call.closeEnding();
    });
  }
});

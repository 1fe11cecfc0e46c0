import type { Page } from '@playwright/test';
import { test } from '../fixtures/test.ts';
import { Home } from '../pages/home.ts';

/** Puts somebody between a page and its server who rewrites what the server says. */
async function interpose(page: Page, rewrite: (frame: string) => string): Promise<void> {
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      socket.send(typeof message === 'string' ? rewrite(message) : message);
    });
  });
  await page.reload();
  await new Home(page).isOnline();
}

const words = /^Stopped: this may not have been/;

test('a server that swaps the certificate is found out on both sides', async ({
  friends: { sari, budi },
}) => {
  const swap = (frame: string) =>
    frame.replace(/(a=fingerprint:sha-256 )[0-9A-F]{2}/g, (_, start: string) => `${start}00`);
  await interpose(budi.page, swap);
  await sari.home.videoCall(budi.name);
  await budi.call.endsWith(words);
  await sari.call.endsWith(words);
});

test('a server that drops the signature is found out', async ({ friends: { sari, budi } }) => {
  await interpose(sari.page, (frame) => frame.replace(/,"proof":\{[^}]*\}/g, ''));
  await sari.home.videoCall(budi.name);
  await sari.call.endsWith(words);
});

test('an honest relay in between goes unnoticed', async ({
  friends: { sari, budi },
}) => {
  await interpose(budi.page, (frame) => frame);
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await budi.call.shows(sari.name, sari.likeness);
  await sari.call.shows(budi.name, budi.likeness);
});

import type { Page } from '@playwright/test';
import { installedElectron } from '../../tools/start/electron.ts';
import { limit } from '../../tools/test/pace.ts';
import { expect, test } from '../fixtures/test.ts';
import { Peers } from '../media/peers.ts';
import { pictureOf } from '../media/picture.ts';

/** Largest difference of two colours of the same screen, encoded and not. */
const sameColour = 40;

/** What the page asks of its screen's encoder. */
const screenSending = (page: Page) =>
  page.evaluate(() => {
    const connection = tatapPeers.connections.find((one) => one.connectionState === 'connected');
    const sender = connection?.getTransceivers()[2]?.sender;
    const { degradationPreference } = sender?.getParameters() ?? {};
    return { hint: sender?.track?.contentHint, preference: degradationPreference };
  });

test.skip(
  ({ hostKind }) =>
    hostKind === 'desktop' && process.platform === 'darwin' && installedElectron() !== null,
  "the system's picker of screens on macOS cannot be operated by a program",
);

test('a screen is shared beside the camera, without a server and without renegotiating', async ({
  friends: { sari, budi },
  server,
}) => {
  const both = await Promise.all([Peers.watch(sari.page), Peers.watch(budi.page)]);
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await budi.call.shows(sari.name, sari.likeness);
  // The caller, too, has heard of the accept before the server goes.
  await sari.call.shows(budi.name, budi.likeness);
  const before = await Promise.all(both.map((peers) => peers.descriptions()));
  await server.stop('SIGKILL');

  await sari.call.shareScreen();
  await budi.call.says(`${sari.name} is sharing their screen`);
  const screen = budi.call.screenOf(sari.name);
  await expect(screen).toBeVisible();
  await sari.call.says('You are sharing your screen');
  // The whole screen in its own shape, as its owner sees it, and not the camera.
  await expect
    .poll(async () => (await pictureOf(screen))?.width, 'width of the shared picture')
    .toBeGreaterThanOrEqual(1280);
  await expect(async () => {
    const [own, theirs] = await Promise.all([pictureOf(sari.call.ownScreen), pictureOf(screen)]);
    if (own === null || theirs === null) throw new Error('no picture yet');
    expect(theirs.width / theirs.height).toBeCloseTo(own.width / own.height, 2);
    for (const channel of ['red', 'green', 'blue'] as const) {
      expect(Math.abs(own.colour[channel] - theirs.colour[channel])).toBeLessThan(sameColour);
    }
  }).toPass({ timeout: limit(20_000) });
  await budi.call.shows(sari.name, sari.likeness);

  expect(await screenSending(sari.page)).toMatchObject({
    hint: 'detail',
    preference: 'maintain-resolution',
  });
  await sari.page.getByRole('radio', { name: 'Smooth video' }).check();
  await expect
    .poll(() => screenSending(sari.page))
    .toMatchObject({ hint: 'motion', preference: 'maintain-framerate' });

  await sari.call.press('Stop sharing');
  await expect(screen).toHaveCount(0);
  await expect(sari.call.button('Share screen')).toBeAttached();

  // Again, by key, and ended from outside: what is shared is closed.
  await sari.call.shareScreen('by key');
  await expect(screen).toBeVisible();
  await sari.call.endScreenOutside();
  await sari.call.says('You are no longer sharing your screen.');
  await expect(screen).toHaveCount(0);
  await budi.call.shows(sari.name, sari.likeness);
  expect(await Promise.all(both.map((peers) => peers.descriptions()))).toEqual(before);
});

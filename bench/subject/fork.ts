import { expect, type Page } from '@playwright/test';
import { Peers } from '../../e2e/media/peers.ts';
import { Call } from '../../e2e/pages/call.ts';
import { Home } from '../../e2e/pages/home.ts';
import type { Variant } from '../harness.ts';
import { noteNextClick } from './answer.ts';
import { openAppPair } from './app-pair.ts';

/** How long it rings before somebody answers; by then every link is up. */
const ringMs = 2_000;

/**
 * The whole app, where a contact's call rings on three devices: the click that accepts on one of
 * them to the close of the last link to the two others, on both ends.
 */
export async function tatapFork(): Promise<Variant> {
  const { caller, callee, addDevice, close } = await openAppPair();
  const losers = [await addDevice(), await addDevice()];
  const callerPeers = await Peers.watch(caller);
  const loserPeers = await Promise.all(losers.map((page) => Peers.watch(page)));
  await new Home(caller).openContact('Budi');
  const call = new Call(caller);
  return {
    async measure() {
      await new Home(caller).button('Video call').click();
      await call.says('Ringing on 3 devices');
      for (const peers of loserPeers) await peers.connectedFor(0);
      await callee.waitForTimeout(ringMs);
      const accept = callee.getByRole('button', { name: 'Accept with video' });
      await callee.evaluate(noteNextClick);
      await accept.click();
      for (const page of losers) await new Call(page).endsWith('Answered on another device');
      await expect.poll(() => callerPeers.open()).toBe(1);
      for (const peers of loserPeers) await expect.poll(() => peers.open()).toBe(0);
      const closedAt = await Promise.all([callerPeers, ...loserPeers].map((one) => one.closedAt()));
      const acceptedAt = await callee.evaluate(() => window.clickedAt);
      await call.hangUp();
      for (const page of [caller, callee, ...losers]) await dismiss(page);
      return Math.max(...closedAt.flat()) - Number(acceptedAt);
    },
    close,
  };
}

async function dismiss(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close' }).click();
}

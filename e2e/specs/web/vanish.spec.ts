import { limit } from '../../../tools/test/pace.ts';
import { countHoldings, expectLightsOut } from '../../fixtures/holdings.ts';
import { expect, test } from '../../fixtures/test.ts';

test('the other side vanishes', async ({ friends: { sari, budi } }) => {
  await countHoldings(sari.page);
  await sari.page.reload();
  await sari.home.sees(budi.name, 'Online');
  // A device has 30 s to come back before its calls are over; server and link both count them.
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
  // The page's process at once: nothing of it gets to say goodbye.
  const devtools = await budi.page.context().newCDPSession(budi.page);
  void devtools.send('Page.crash').catch(() => undefined);
  await sari.call.says('Reconnecting…');
  const words = new RegExp(`${budi.name} is no longer connected|Connection lost`);
  await expect(sari.page.getByText(words)).toBeVisible({ timeout: 30_000 + limit(15_000) });
  await expectLightsOut(sari.page);
});

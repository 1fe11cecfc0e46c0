import { countHoldings, expectLightsOut } from '../../fixtures/holdings.ts';
import { test } from '../../fixtures/test.ts';

/** How long a link may be down before its call ends, in milliseconds. */
const patienceMs = 30_000;

test('the other side vanishes', async ({ friends: { sari, budi } }) => {
  await countHoldings(sari.page);
  await sari.page.clock.install();
  await sari.page.reload();
  await sari.home.sees(budi.name, 'Online');
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
  // The page's process at once: nothing of it gets to say goodbye.
  const devtools = await budi.page.context().newCDPSession(budi.page);
  void devtools.send('Page.crash').catch(() => undefined);
  await sari.call.says('Reconnecting…');
  await sari.page.clock.fastForward(patienceMs - 15_000);
  await sari.call.says('Reconnecting…');
  await sari.page.clock.fastForward(15_000);
  await sari.call.says(new RegExp(`${budi.name} is no longer connected|Connection lost`));
  await expectLightsOut(sari.page);
});

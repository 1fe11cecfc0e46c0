import { expect, test } from '../../fixtures/test.ts';
import { Tab } from '../../pages/tabs.ts';

test('one tab of a browser is in use at a time, and the last one used comes back', async ({
  friends: { sari },
  server,
}) => {
  // Four pages load here, one after another.
  test.slow();
  const first = Tab.firstOf(sari);
  const second = await Tab.open(sari, server.url);
  await second.waits();
  const third = await Tab.open(sari, server.url);
  await third.waits();
  await first.home.isOnline();

  await third.useHere();
  await third.home.isOnline();
  await first.waits();

  // A change of the network brings nothing back.
  for (const { page } of [first, second]) {
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
  }
  await third.home.isOnline();
  await first.waits();
  await second.waits();

  await third.close();
  await first.home.isOnline();
  await second.waits();
});

test('a tab that crashes leaves the session to the next one', async ({
  friends: { sari, budi },
  server,
}) => {
  const second = await Tab.open(sari, server.url);
  await second.waits();
  await second.useHere();
  await second.home.isOnline();
  const first = Tab.firstOf(sari);
  await first.waits();

  const devtools = await second.page.context().newCDPSession(second.page);
  const crashed = second.page.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => {});
  await crashed;
  await first.home.isOnline();
  await budi.home.videoCall(sari.name);
  await first.call.rings();
});

test('a new tab leaves a call alone until it is told to end it', async ({
  friends: { sari, budi },
  server,
}) => {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);

  const link = await Tab.open(sari, `${server.url}/add/tono`);
  await link.waitsForCall();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);

  await link.home.button('End the call and use here').click();
  await budi.call.endsWith(`${sari.name} hung up`);
  // What the link asks for is done now.
  await expect(link.home.field('Their ID')).toHaveValue('tono');
  await link.page.keyboard.press('Escape');
  await link.home.remembersCallWith(budi.name);
  await Tab.firstOf(sari).waits();
});

test('a call that rings goes on ringing in the tab that is used', async ({
  friends: { sari, budi },
  server,
}) => {
  await budi.home.videoCall(sari.name);
  const first = Tab.firstOf(sari);
  await first.call.rings();
  const second = await Tab.open(sari, server.url);
  await second.waits();
  await first.call.rings();
  await second.useHere();
  await second.call.rings();
  await first.waits();
  await second.call.accept();
  await second.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
});

test('what each tab has written stays: history and people who were verified', async ({
  friends: { sari, budi },
  server,
}) => {
  const first = Tab.firstOf(sari);
  const calls = async (tab: Tab) => {
    await tab.home.videoCall(budi.name);
    await budi.call.accept();
    await tab.call.isRunning();
    await tab.call.hangUp();
    await tab.call.closeEnding();
    await budi.call.closeEnding();
  };
  const second = await Tab.open(sari, server.url);
  await second.waits();
  await first.home.videoCall(budi.name);
  await budi.call.accept();
  await first.call.safetyNumber();
  await first.call.button('Mark as verified').click();
  await first.page.keyboard.press('Escape');
  await first.call.hangUp();
  await first.call.button('Close').click();
  await budi.call.button('Close').click();

  await second.useHere();
  await calls(second);
  await first.useHere();
  await calls(first);

  await first.page.getByRole('tab', { name: /^Calls/ }).click();
  const entries = first.page.getByRole('tabpanel', { name: /^Calls/ }).getByRole('listitem');
  await expect(entries.filter({ hasText: budi.name })).toHaveCount(3);
  await first.page.getByRole('tab', { name: /^Contacts/ }).click();
  await first.home.openContact(budi.name);
  await first.home.says('Verified');
});

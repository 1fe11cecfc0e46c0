import { expect, type Neighbours, test } from './fixture.ts';
import type { LabOptions, Site } from './plan.ts';
import { diaryOf, longestFreezeMs, movesAgain, watchCall } from './watch-call.ts';

const home: Site = { nat: 'port-restricted', firewall: 'open' };
const options: LabOptions = { family: 'ipv4', a: home, b: home };

/** A call with pictures both ways, watched on both sides. */
async function callUp({ sari, budi }: Neighbours): Promise<void> {
  await sari.home.videoCall(budi.name);
  await budi.call.rings();
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
  await Promise.all([watchCall(sari.page), watchCall(budi.page)]);
}

test('a call outlives an outage and a change of network', async ({ neighbours }) => {
  const both = await neighbours(options);
  const { lab, sari, budi } = both;
  const pages = [sari.page, budi.page];
  await callUp(both);

  await test.step('an outage is told, with the last picture kept, and mended', async () => {
    await lab.silence('a', true);
    for (const { call, page } of [sari, budi]) {
      await call.says('Reconnecting…');
      await expect(page.locator('video').and(page.getByLabel(/^Video of /))).toBeVisible();
    }
    await lab.silence('a', false);
    const back = Date.now();
    const moved = await Promise.all(pages.map((page) => movesAgain(page, back)));
    console.log(`after an outage: ${Math.max(...moved) - back} ms`);
    for (const page of pages) await expect(page.getByText('Reconnecting…')).toHaveCount(0);
  });

  await test.step('an interface that comes is made ready, and nobody notices', async () => {
    await Promise.all(pages.map(watchCall));
    await lab.interface('a', 'eth1', true);
    await expect
      .poll(async () => (await diaryOf(sari.page)).descriptions, { message: 'ICE restarts' })
      .toBeGreaterThan(1);
    await Promise.all(pages.map((page) => movesAgain(page, Date.now())));
    for (const page of pages) {
      const diary = await diaryOf(page);
      expect(diary.reconnecting).toEqual([]);
      expect(longestFreezeMs(diary)).toBeLessThan(2_000);
    }
  });

  await test.step('one that goes without having carried anything is noticed by nobody', async () => {
    await lab.interface('a', 'eth1', false);
    // Chromium looks every 2 s which interfaces there are, and what that would do takes a moment.
    const later = Date.now() + 5_000;
    await Promise.all(pages.map((page) => movesAgain(page, later)));
    for (const page of pages) {
      const diary = await diaryOf(page);
      expect(diary.reconnecting).toEqual([]);
      expect(longestFreezeMs(diary)).toBeLessThan(2_000);
    }
    const { descriptions } = await diaryOf(sari.page);
    await lab.interface('a', 'eth1', true);
    await expect
      .poll(async () => (await diaryOf(sari.page)).descriptions, { message: 'ICE restarts' })
      .toBeGreaterThan(descriptions + 1);
  });

  await test.step('the first interface goes, and the call moves to the second', async () => {
    await lab.interface('a', 'eth0', false);
    const gone = Date.now();
    // What was on its way when it went is no proof.
    const moved = await Promise.all(pages.map((page) => movesAgain(page, gone + 1_000)));
    console.log(`after a change of network: ${Math.max(...moved) - gone} ms`);
    await Promise.all([
      sari.call.hears(budi.name, budi.likeness),
      budi.call.hears(sari.name, sari.likeness),
    ]);
  });

  await test.step('hang up ends it at once on both sides, in the right words', async () => {
    await sari.call.hangUp();
    await budi.call.endsWith(`${sari.name} hung up`);
  });
});

import { limit } from '../../tools/test/pace.ts';
import { expect, type Neighbours, test } from './fixture.ts';
import { chosenPath, openLinks } from './links.ts';
import type { Nat } from './nat.ts';
import type { LabOptions } from './plan.ts';
import { diaryOf, longestFreezeMs, movesAgain, watchCall } from './watch-call.ts';

const homes = (nat: Nat): LabOptions => ({
  family: 'ipv4',
  a: { nat, firewall: 'open' },
  b: { nat, firewall: 'open' },
});

async function callUp({ sari, budi }: Neighbours): Promise<void> {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
  await Promise.all([watchCall(sari.page), watchCall(budi.page)]);
}

test('a link that stays down is given up on both sides, and both can call again', async ({
  neighbours,
}) => {
  test.setTimeout(limit(240_000));
  const both = await neighbours(homes('port-restricted'));
  const { lab, sari, budi } = both;
  const people = [sari, budi];
  await callUp(both);
  for (const { page } of people) expect(await openLinks(page)).toBe(1);

  for (const [caller, callee] of [people, [budi, sari]] as const) {
    if (caller === undefined || callee === undefined) return;
    await lab.cable('a', false);
    for (const { call } of people) await call.says('Reconnecting…');
    for (const { call, page } of people) {
      await expect(call.button('Call again')).toBeVisible({
        timeout: limit(30_000) + limit(15_000),
      });
      await expect.poll(() => openLinks(page), 'open links').toBe(0);
    }
    await lab.cable('a', true);
    await expect(async () => {
      const again = caller.call.button('Call again');
      if (await again.isVisible()) await again.click();
      await expect(callee.call.button('Accept with video')).toBeVisible({ timeout: limit(2_000) });
    }).toPass({ timeout: limit(30_000) });
    await callee.call.accept();
    await sari.call.shows(budi.name, budi.likeness);
    await budi.call.shows(sari.name, sari.likeness);
  }
});

test('a relayed call outlives its credentials, and finds a new path after them', async ({
  neighbours,
}) => {
  test.setTimeout(limit(600_000));
  const lifeS = 60;
  const both = await neighbours(homes('symmetric'), { TATAP_TURN_TTL_S: String(lifeS) });
  const { lab, sari, budi } = both;
  await callUp(both);
  const relayed = async () => {
    const paths = [await chosenPath(sari.page), await chosenPath(budi.page)];
    return paths.some((path) => path?.local === 'relay' || path?.remote === 'relay');
  };
  expect(await relayed()).toBe(true);

  const lives = 3 * lifeS * 1_000;
  for (const { page } of [sari, budi]) {
    const shownFor = async () => {
      const { frames } = await diaryOf(page);
      return Number(frames.at(-1)) - Number(frames[0]);
    };
    await expect
      .poll(shownFor, { message: 'milliseconds of video shown', timeout: limit(2 * lives) })
      .toBeGreaterThan(lives);
    expect(longestFreezeMs(await diaryOf(page))).toBeLessThan(2_000);
  }
  for (const { page } of [sari, budi]) {
    expect((await diaryOf(page)).reconnecting).toEqual([]);
    await watchCall(page);
  }

  // Everything that the first credentials made is gone with the first interface.
  await lab.interface('a', 'eth1', true);
  await expect
    .poll(async () => (await diaryOf(sari.page)).descriptions, 'descriptions so far')
    .toBeGreaterThan(1);
  await lab.interface('a', 'eth0', false);
  const gone = Date.now();
  await Promise.all([sari.page, budi.page].map((page) => movesAgain(page, gone + 1_000)));
  expect(await relayed()).toBe(true);
});

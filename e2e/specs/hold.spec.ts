import { expect, test } from '../fixtures/test.ts';
import { Peers } from '../media/peers.ts';

test('a call is held by either, sends nothing meanwhile, and goes on, also without a server', async ({
  friends: { sari, budi },
  server,
}) => {
  const both = await Promise.all([Peers.watch(sari.page), Peers.watch(budi.page)]);
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await budi.call.shows(sari.name, sari.likeness);
  await sari.call.shows(budi.name, budi.likeness);
  const before = await Promise.all(both.map((peers) => peers.descriptions()));
  await server.stop('SIGKILL');

  await sari.call.press('Hold');
  await sari.call.says(`You put ${budi.name} on hold`);
  await budi.call.says(`${sari.name} put you on hold`);
  await expect(sari.call.ownVideo).toBeHidden();
  await expect(budi.call.remoteVideo(sari.name)).toBeHidden();
  for (const peers of both) {
    // Not one more packet in a second.
    let latest = -1;
    const more = async () => {
      const sent = await peers.packetsSent();
      const since = sent - latest;
      latest = sent;
      return since;
    };
    await expect.poll(more, { message: 'packets sent in a second', intervals: [1_000] }).toBe(0);
  }
  for (const { page } of [sari, budi]) {
    await expect(page.getByText(/Can't reach the server|Reconnecting/)).toHaveCount(0);
  }

  // Each lets go of their own hold alone.
  await budi.call.press('Hold');
  await sari.call.says(`${budi.name} put you on hold`);
  await sari.call.press('Resume');
  await expect(budi.page.getByText(`${sari.name} put you on hold`)).toHaveCount(0);
  await expect(sari.call.remoteVideo(budi.name)).toBeHidden();
  await budi.call.press('Resume');
  for (const [one, other] of [
    [sari, budi],
    [budi, sari],
  ] as const) {
    await one.call.shows(other.name, other.likeness);
    await one.call.hears(other.name, other.likeness);
  }
  expect(await Promise.all(both.map((peers) => peers.descriptions()))).toEqual(before);

  await budi.call.hangUp();
  await sari.call.endsWith(`${budi.name} hung up`);
});

import { hastyTimers } from '../fixtures/server.ts';
import { expect, test } from '../fixtures/test.ts';
import { Peers } from '../media/peers.ts';

test('declined, with and without a message, cancelled, and lost with the server', async ({
  friends: { sari, budi },
  server,
}) => {
  await test.step('declined with a message', async () => {
    await sari.home.videoCall(budi.name);
    await budi.call.rings();
    await budi.call.button('Decline with message').click();
    await budi.call.button('Give me five minutes.').click();
    await sari.call.endsWith(`${budi.name} declined`);
    await sari.call.says('Give me five minutes.');
    await budi.call.endsWith('You declined');
    await budi.call.says('You wrote');
    await sari.call.closeEnding();
  });

  await test.step('declined', async () => {
    await sari.home.audioCall(budi.name);
    await budi.call.rings();
    await budi.call.button('Decline').click();
    await sari.call.endsWith(`${budi.name} declined`);
    await budi.call.endsWith('You declined');
    await sari.call.closeEnding();
  });

  await test.step('cancelled', async () => {
    await sari.home.videoCall(budi.name);
    await budi.call.rings();
    await sari.call.button('Cancel').click();
    await sari.call.endsWith('Call cancelled');
    await budi.call.endsWith('Missed call');
    await expect(budi.call.button('Call back')).toBeVisible();
    for (const { call } of [sari, budi]) await call.closeEnding();
  });

  await test.step('over on both sides where the server restarts, and the next one works', async () => {
    await sari.home.videoCall(budi.name);
    await budi.call.rings();
    await server.stop();
    await server.start();
    for (const { page, call } of [sari, budi]) {
      await expectOver(page);
      await call.closeEnding();
    }
    await sari.home.videoCall(budi.name);
    await budi.call.accept();
    await budi.call.shows(sari.name, sari.likeness);
  });
});

test('busy, to a contact', async ({ friends: { sari, budi }, enter }) => {
  const tono = await enter('tono');
  await tono.home.requestContact(budi.id);
  await budi.home.acceptContact(tono.name);
  await sari.home.audioCall(budi.name);
  await budi.call.rings();
  await budi.call.button('Accept audio only').click();
  await Promise.all([sari.call.isRunning(), budi.call.isRunning()]);

  await tono.home.sees(budi.name, 'In a call');
  await tono.home.videoCall(budi.name);
  await tono.call.endsWith(`${budi.name} is busy in another call`);
  await sari.call.hears(budi.name, budi.likeness);
});

test('nobody has the ID; unavailable, and the missed call is told later', async ({
  friends: { sari, budi },
  server,
}) => {
  await sari.home.dialId('nobody-here');
  await sari.call.endsWith('Nobody has the ID nobody-here');
  await expect(sari.home.dial).toHaveValue('nobody-here');
  await sari.home.dial.fill('');

  await budi.close();
  await sari.home.sees(budi.name, 'Offline');
  await sari.home.videoCall(budi.name);
  await sari.call.endsWith(`${budi.name} can’t be reached right now`);
  await sari.call.closeEnding();

  await budi.restart(server.url);
  await budi.home.isHome();
  await expect(budi.page.getByRole('tab', { name: /1 missed call/ })).toBeVisible();
});

test('answered on another device, and the link to the other is closed', async ({
  friends: { sari, budi },
  launch,
}, info) => {
  const second = await launch('budi', { device: 'budi-laptop' });
  await second.signIn();
  const [caller, loser] = await Promise.all([Peers.watch(sari.page), Peers.watch(budi.page)]);

  await sari.home.videoCall(budi.name);
  await Promise.all([budi.call.rings(), second.call.rings()]);
  await sari.call.says('Ringing on 2 devices');
  await loser.connectedFor(0);
  await expect.poll(() => caller.open(), 'open links of the caller').toBe(2);
  const acceptedAt = Date.now();
  await second.call.accept();

  await budi.call.endsWith('Answered on another device');
  await expect.poll(() => caller.open(), 'open links of the caller').toBe(1);
  await expect.poll(() => loser.open(), 'open links of the device that did not answer').toBe(0);
  const closed = [...(await caller.closedAt()), ...(await loser.closedAt())];
  const description = `${Math.max(...closed) - acceptedAt} ms after the click`;
  info.annotations.push({ type: 'losers closed', description });
  await Promise.all([sari.call.isRunning(), second.call.isRunning()]);
  await sari.call.shows(budi.name, budi.likeness);
});

test.describe('where nobody answers', () => {
  // It rings for 45 s, and for 4.5 s here.
  test.use({ serverEnvironment: hastyTimers });

  test('both are told, and the callee has missed a call', async ({ friends: { sari, budi } }) => {
    await sari.home.videoCall(budi.name);
    await budi.call.rings();
    await sari.call.endsWith('No answer');
    await budi.call.endsWith('Missed call');
  });
});

/** Neither ringing nor calling any more. */
async function expectOver(page: import('@playwright/test').Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Accept with video' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);
}

import { countHoldings, expectLightsOut, liveTracks } from '../fixtures/holdings.ts';
import { expect, test } from '../fixtures/test.ts';
import { Peers } from '../media/peers.ts';

test('the devices are opened by the press that calls or accepts, and go off where no click follows', async ({
  friends: { sari, budi },
}) => {
  const lights = () => liveTracks(budi.page);
  for (const { page } of [sari, budi]) await countHoldings(page);
  await sari.page.reload();
  await sari.home.isOnline();
  const peers = await Peers.watch(budi.page);

  await test.step('about to call, and let go elsewhere', async () => {
    await sari.home.openContact(budi.name);
    const ownLights = () => liveTracks(sari.page);
    const pressed = await sari.home.hold('Video call');
    await expect.poll(ownLights, 'active devices of the caller').toBe(2);
    await pressed.letGoElsewhere();
    await expect.poll(ownLights, 'active devices of the caller').toBe(0);
  });

  await test.step('let go elsewhere', async () => {
    await sari.home.videoCall(budi.name);
    await budi.call.rings();
    expect(await lights()).toBe(0);
    const pressed = await budi.call.pressAccept();
    await expect.poll(lights, 'active devices of the callee').toBe(2);
    await peers.connectedFor(500);
    expect(await peers.packetsSent()).toBe(0);
    await pressed.letGoElsewhere();
    await expect.poll(lights, 'active devices of the callee').toBe(0);
    await budi.call.rings();
  });

  await test.step('the caller gives up under it', async () => {
    await budi.call.pressAccept();
    await expect.poll(lights, 'active devices of the callee').toBe(2);
    await sari.call.button('Cancel').click();
    await budi.call.endsWith('Missed call');
    await expectLightsOut(sari.page, budi.page);
    await budi.page.mouse.up();
    for (const { call } of [sari, budi]) await call.closeEnding();
  });

  await test.step('accepted, by pointer and by space bar', async () => {
    await sari.home.videoCall(budi.name);
    await budi.call.accept();
    await sari.call.shows(budi.name, budi.likeness);
    expect(await lights()).toBe(2);
    await sari.call.hangUp();
    await expect.poll(lights, 'active devices of the callee').toBe(0);
    for (const { call } of [sari, budi]) await call.closeEnding();

    await sari.home.videoCall(budi.name);
    await budi.call.button('Accept with video').focus();
    await budi.page.keyboard.down(' ');
    await expect.poll(lights, 'active devices of the callee').toBe(2);
    await budi.page.keyboard.up(' ');
    await sari.call.shows(budi.name, budi.likeness);
    expect(await lights()).toBe(2);
  });
});

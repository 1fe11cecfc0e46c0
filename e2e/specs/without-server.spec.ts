import { expect, test } from '../fixtures/test.ts';

test('a call goes on without the server, ends without it, and the next one is like every other', async ({
  friends: { sari, budi },
  server,
}) => {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await budi.call.shows(sari.name, sari.likeness);
  // The caller, too, has heard of the accept before the server goes.
  await sari.call.shows(budi.name, budi.likeness);
  await server.stop('SIGKILL');

  // Nothing is heard of it, and what people do in a call goes from device to device.
  await sari.call.press('Mute microphone');
  await budi.call.says(`${sari.name} is muted`);
  await budi.call.press('Turn camera off');
  await sari.call.says(`${budi.name}’s camera is off`);
  for (const { page } of [sari, budi]) {
    await expect(page.getByText(/Can't reach the server|Reconnecting/)).toHaveCount(0);
  }
  await budi.call.hangUp();
  await sari.call.endsWith(`${budi.name} hung up`);
  await budi.call.endsWith('Call ended');
  for (const { call } of [sari, budi]) await call.closeEnding();

  // The server has kept the call, and hears of its end from both.
  await server.start();
  await sari.home.sees(budi.name, 'Online');
  await budi.home.sees(sari.name, 'Online');
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);

  // In a call that it finds again after a restart, hanging up goes over the server as well.
  await server.stop('SIGKILL');
  await server.start();
  await sari.call.hears(budi.name, budi.likeness);
  await sari.call.hangUp();
  await budi.call.endsWith(`${sari.name} hung up`);
  for (const { call } of [sari, budi]) await call.closeEnding();
  await sari.home.sees(budi.name, 'Online');
});

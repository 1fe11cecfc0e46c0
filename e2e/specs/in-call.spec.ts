import { expect, test } from '../fixtures/test.ts';

test.beforeEach(async ({ friends: { sari, budi } }) => {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await Promise.all([sari.call.isRunning(), budi.call.isRunning()]);
});

test('muting silences, says so on the other side, and unmuting is heard again', async ({
  friends: { sari, budi },
}) => {
  await budi.call.hears(sari.name, sari.likeness);

  await sari.call.press('Mute microphone');
  await budi.call.hearsNothingOf(sari.name);
  await budi.call.says(`${sari.name} is muted`);
  await sari.call.hears(budi.name, budi.likeness);

  await sari.call.press('Unmute microphone');
  await budi.call.hears(sari.name, sari.likeness);
  await expect(budi.page.getByText(`${sari.name} is muted`)).toHaveCount(0);
});

test('turning the camera off shows the name instead, and on again the picture', async ({
  friends: { sari, budi },
}) => {
  await budi.call.shows(sari.name, sari.likeness);

  await sari.call.press('Turn camera off');
  await budi.call.says(`${sari.name}’s camera is off`);
  await expect(budi.call.remoteVideo(sari.name)).toBeHidden();
  await sari.call.shows(budi.name, budi.likeness);

  await sari.call.press('Turn camera on');
  await budi.call.shows(sari.name, sari.likeness);
});

test('a device chosen inside the call is used, and the call goes on', async ({
  friends: { sari, budi },
}) => {
  await sari.call.press('Devices');
  const camera = sari.page.getByRole('combobox', { name: 'Camera' });
  const options = await camera.locator('option').allTextContents();
  expect(options.length).toBeGreaterThan(1);
  await camera.selectOption({ index: options.length - 1 });
  const microphone = sari.page.getByRole('combobox', { name: 'Microphone' });
  await microphone.selectOption({ index: (await microphone.locator('option').count()) - 1 });

  await budi.call.shows(sari.name, sari.likeness);
  await budi.call.hears(sari.name, sari.likeness);
});

test('what is done to the sound is changed inside the call, and the call goes on', async ({
  friends: { sari, budi },
}) => {
  await budi.call.hears(sari.name, sari.likeness);
  await sari.page.keyboard.press('ControlOrMeta+,');
  await sari.settings.open('Devices');
  const suppress = sari.page.getByRole('switch', { name: 'Suppress noise' });
  await suppress.click();
  await expect(suppress).not.toBeChecked();
  await sari.settings.close();
  await budi.call.hears(sari.name, sari.likeness);
});

test('the keys of microphone, camera and hang up work', async ({ friends: { sari, budi } }) => {
  await sari.page.keyboard.press('ControlOrMeta+d');
  await expect(sari.call.button('Unmute microphone')).toBeVisible();
  await sari.page.keyboard.press('ControlOrMeta+e');
  await expect(sari.call.button('Turn camera on')).toBeVisible();
  await sari.page.keyboard.press('ControlOrMeta+Shift+h');
  await budi.call.endsWith(`${sari.name} hung up`);
});

test('a call outlives a restart of the server', async ({ friends: { sari, budi }, server }) => {
  await budi.call.shows(sari.name, sari.likeness);
  await server.stop('SIGKILL');
  await sari.call.hears(budi.name, budi.likeness);
  await server.start();

  await budi.call.shows(sari.name, sari.likeness);
  await sari.call.hangUp();
  await budi.call.endsWith(`${sari.name} hung up`);
});

import { expect, test } from '../fixtures/test.ts';

test('what is done in a call reaches the other side, also while the server is away', async ({
  friends: { sari, budi },
  server,
}) => {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await Promise.all([sari.call.isRunning(), budi.call.isRunning()]);

  await test.step('muting silences, says so, and unmuting is heard again', async () => {
    await budi.call.hears(sari.name, sari.likeness);
    await sari.call.press('Mute microphone');
    await budi.call.hearsNothingOf(sari.name);
    await budi.call.says(`${sari.name} is muted`);
    await sari.call.hears(budi.name, budi.likeness);
    await sari.call.press('Unmute microphone');
    await budi.call.hears(sari.name, sari.likeness);
    await expect(budi.page.getByText(`${sari.name} is muted`)).toHaveCount(0);
  });

  await test.step('camera off shows the name instead, and on again the picture', async () => {
    await budi.call.shows(sari.name, sari.likeness);
    await sari.call.press('Turn camera off');
    await budi.call.says(`${sari.name}’s camera is off`);
    await expect(budi.call.remoteVideo(sari.name)).toBeHidden();
    await sari.call.shows(budi.name, budi.likeness);
    await sari.call.press('Turn camera on');
    await budi.call.shows(sari.name, sari.likeness);
  });

  await test.step('other devices are used, and the call goes on', async () => {
    await sari.call.press('Devices');
    const camera = sari.page.getByRole('combobox', { name: 'Camera' });
    const options = await camera.locator('option').allTextContents();
    expect(options.length).toBeGreaterThan(1);
    await camera.selectOption({ index: options.length - 1 });
    const microphone = sari.page.getByRole('combobox', { name: 'Microphone' });
    await microphone.selectOption({ index: (await microphone.locator('option').count()) - 1 });
    await budi.call.shows(sari.name, sari.likeness);
    await budi.call.hears(sari.name, sari.likeness);
    await sari.page.keyboard.press('Escape');
  });

  await test.step('the sound is processed otherwise, and the call goes on', async () => {
    await sari.settings.open('Devices', 'by key');
    const suppress = sari.page.getByRole('switch', { name: 'Suppress noise' });
    await suppress.click();
    await expect(suppress).not.toBeChecked();
    await sari.settings.close();
    await budi.call.hears(sari.name, sari.likeness);
  });

  await test.step('it outlives a restart of the server, and obeys its keys', async () => {
    await budi.call.shows(sari.name, sari.likeness);
    await server.stop('SIGKILL');
    await sari.call.hears(budi.name, budi.likeness);
    await server.start();

    await budi.call.shows(sari.name, sari.likeness);
    await sari.page.keyboard.press('ControlOrMeta+d');
    await expect(sari.call.button('Unmute microphone')).toBeVisible();
    await sari.page.keyboard.press('ControlOrMeta+e');
    await expect(sari.call.button('Turn camera on')).toBeVisible();
    await sari.page.keyboard.press('ControlOrMeta+Shift+h');
    await budi.call.endsWith(`${sari.name} hung up`);
  });
});

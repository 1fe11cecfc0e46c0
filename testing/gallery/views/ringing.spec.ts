import { expect, recorded, settings, test } from './fixture.ts';

test('an incoming call is not hidden behind the settings', async ({ open }) => {
  const page = await open('settings-about');
  await page.evaluate(() => {
    if (window.fakeApp === undefined) throw new Error('no model');
    window.fakeApp.call.value = {
      phase: 'incoming',
      callId: '7f2f0f0e-0000-4000-8000-000000000000',
      peer: { id: 'budi', name: 'Budi', isContact: true },
      media: 'video',
    };
  });
  await expect(settings(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Accept with video' })).toBeVisible();
});

test('holding an accept down says so ahead of the click, and that it was let go', async ({
  open,
}) => {
  const page = await open('call-incoming');
  const accept = page.getByRole('button', { name: 'Accept with video' });
  const pressed = ['call.press'];
  const letGo = [...pressed, 'call.letGo'];
  const said = async () =>
    (await recorded(page)).filter((action) => /press|letGo|accept/.test(action));
  await accept.hover();
  await page.mouse.down({ button: 'right' });
  await page.mouse.up({ button: 'right' });
  await page.mouse.down();
  expect(await said()).toEqual(pressed);
  await page.mouse.move(1, 1);
  await page.mouse.up();
  await expect.poll(said).toEqual(letGo);

  await accept.focus();
  await page.keyboard.down(' ');
  await page.keyboard.down(' ');
  expect(await said()).toEqual([...letGo, ...pressed]);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  expect(await said()).toEqual([...letGo, ...letGo]);
  await page.keyboard.up(' ');
  await page.keyboard.press('Enter');
  expect((await said()).slice(4)).toEqual(['call.accept', 'call.accept']);
});

import { expect, recorded, test } from './fixture.ts';

test('a window is picked by arrows, and shared with its sound by Enter', async ({ open }) => {
  const page = await open('call-screen-picker');
  await expect(page.getByRole('radio', { name: 'Entire screen' })).toBeFocused();
  await page.getByRole('switch', { name: 'Share the computer’s sound' }).check();
  await page.getByRole('radio', { name: 'Entire screen' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  const chosen = await page.evaluate(() =>
    window.fakeApp?.recorded.findLast(({ action }) => action === 'screenPicker.choose'),
  );
  expect(chosen?.arguments).toEqual([{ id: 'window:1:0', sound: true }]);
});

test('Escape picks nothing', async ({ open }) => {
  const page = await open('call-screen-picker-refused');
  await page.getByRole('button', { name: 'Open system settings' }).click();
  expect(await recorded(page)).toContain('devices.openSystemSettings');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  const chosen = await page.evaluate(() =>
    window.fakeApp?.recorded.findLast(({ action }) => action === 'screenPicker.choose'),
  );
  expect(chosen?.arguments).toEqual([null]);
});

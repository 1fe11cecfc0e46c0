import { fakeRecoveryCode } from '../../account-model.ts';
import { beCalled, expect, recorded, settings, test } from './fixture.ts';

test('settings open and close by shortcut, and Escape gives the focus back', async ({ open }) => {
  const page = await open('home-empty');
  const opener = page.getByRole('button', { name: 'Settings' });
  await opener.focus();
  await page.keyboard.press('Control+,');
  await expect(settings(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings(page)).toBeHidden();
  await expect(opener).toBeFocused();
});

test('what lies under the settings cannot be reached', async ({ open }) => {
  const page = await open('home-empty');
  await page.keyboard.press('Control+,');
  await expect(settings(page)).toBeVisible();
  await expect(page.locator('.shell__screen')).toHaveAttribute('inert', '');
});

test('who may call says that calls of others are shown without sound', async ({ open }) => {
  const page = await open('settings-calls');
  await expect(page.getByRole('group', { name: 'Who may call you' })).toHaveAccessibleDescription(
    /^Calls from people who are not your contacts are shown without sound\./,
  );
});

test('the camera is on only while it is looked at', async ({ open }) => {
  const page = await open('settings-devices');
  await expect(page.getByLabel('Your video')).toBeVisible();
  await page.getByRole('button', { name: 'Calls', exact: true }).click();
  await expect(page.getByRole('group', { name: 'Who may call you' })).toBeVisible();
  const actions = await recorded(page);
  const count = (action: string) => actions.filter((entry) => entry === action).length;
  expect(count('devices.previewCamera')).toBeGreaterThan(0);
  expect(count('devices.closeCamera')).toBe(count('devices.previewCamera'));
  expect(count('devices.closeMicrophone')).toBe(count('devices.previewMicrophone'));
});

test('on a narrow window the list alone turns on no camera', async ({ page, open }) => {
  await page.setViewportSize({ width: 400, height: 760 });
  await open('settings-list');
  await expect(page.getByRole('navigation', { name: 'Settings pages' })).toBeVisible();
  expect(await recorded(page)).not.toContain('devices.previewCamera');
});

test('the language changes at once', async ({ open }) => {
  const page = await open('settings-appearance');
  await page.getByLabel('Language').selectOption('id');
  await expect(page.getByRole('heading', { name: 'Tampilan dan bahasa' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
});

test('the theme changes at once', async ({ open }) => {
  const page = await open('settings-appearance');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await ground();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await ground()).not.toBe(before);
});

test('Escape in a dialog over the settings closes the dialog alone', async ({ open }) => {
  const page = await open('settings-account-delete');
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(settings(page)).toBeVisible();
});

test('the exported data comes as a file named after the account', async ({ open }) => {
  const page = await open('settings-account');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export my data' }).click();
  expect((await download).suggestedFilename()).toMatch(/^tatap-sari-\d{4}-\d\d-\d\d\.json$/);
});

test('the list of pages stays as it is, whichever is chosen', async ({ open }) => {
  const page = await open('settings-appearance');
  await page.getByLabel('Language').selectOption('id');
  const links = page.locator('.settings__link');
  const looks = () =>
    links.evaluateAll((all) =>
      all.map((link) => [link.clientHeight, getComputedStyle(link).fontWeight].join()),
    );
  await expect(page.getByRole('heading', { name: 'Tampilan dan bahasa' })).toBeVisible();
  expect(new Set(await looks()).size).toBe(1);
});

test('a page with a scrollbar is as wide as one without', async ({ open }) => {
  const page = await open('settings-about');
  const width = () => page.locator('.settings__section').first().boundingBox();
  const without = await width();
  await page.locator('.settings__link[data-page=account]').click();
  await expect(page.getByRole('heading', { name: 'Account and devices' })).toBeVisible();
  expect((await width())?.x).toBe(without?.x);
});

test('the set-up check has a heading that says what for', async ({ open }) => {
  const page = await open('settings-network');
  await expect(page.getByRole('heading', { name: 'Will calls work here?' })).toBeVisible();
});

test('the picture of the camera has no dark edge', async ({ open }) => {
  const page = await open('settings-devices');
  await expect(page.getByLabel('Your video')).toBeVisible();
  const ground = await page
    .locator('.device-check__stage')
    .evaluate((stage) => getComputedStyle(stage).backgroundColor);
  expect(ground).toBe('rgba(0, 0, 0, 0)');
});

test('a new recovery code needs the password and is shown once', async ({ open }) => {
  const page = await open('settings-account');
  await page.getByRole('button', { name: 'New recovery code' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a new recovery code?' });
  await expect(dialog.getByLabel('Current password')).toBeFocused();
  await page.keyboard.type('lima kata yang panjang');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(fakeRecoveryCode)).toBeVisible();
  await expect(page.getByText('Save this code.')).toBeFocused();
  await page.getByRole('button', { name: 'I saved it' }).click();
  await expect(page.getByText(fakeRecoveryCode)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New recovery code' })).toBeVisible();
});

test('a new recovery code that nobody saved is still shown after a call', async ({ open }) => {
  const page = await open('settings-account-new-code');
  await beCalled(page);
  await expect(settings(page)).toBeHidden();
  await page.evaluate(() => {
    if (window.fakeApp !== undefined) window.fakeApp.call.value = { phase: 'idle' };
  });
  await expect(page.locator('.shell__screen')).toHaveAttribute('data-route', 'home');
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Account and devices' }).click();
  await expect(page.getByText(fakeRecoveryCode)).toBeVisible();
  await page.getByRole('button', { name: 'I saved it' }).click();
  await expect(page.getByText(fakeRecoveryCode)).toHaveCount(0);
});

test('a changed password shows the recovery code that comes with it', async ({ open }) => {
  const page = await open('settings-account');
  await page.getByLabel('Current password').fill('lima kata yang panjang');
  await page.getByLabel('New password').fill('enam kata yang panjang');
  await page.keyboard.press('Enter');
  await expect(page.getByText(fakeRecoveryCode)).toBeVisible();
  await expect(page.getByText('Save this code.')).toBeFocused();
});

test('an account without a recovery code shows a warning', async ({ open }) => {
  const page = await open('settings-account-no-code');
  await expect(page.getByText('You have no recovery code.')).toBeVisible();
});

test('a browser in the list of devices is named in the language of the person', async ({
  open,
}) => {
  const page = await open('settings-account&language=id');
  await expect(page.getByText('Chrome di Windows', { exact: true })).toBeVisible();
});

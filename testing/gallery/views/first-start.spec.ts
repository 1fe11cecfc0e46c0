import { readFile } from 'node:fs/promises';
import { fakeRecoveryCode } from '../../account-model.ts';
import { expect, overlaps, phone, recorded, test, zoomed } from './fixture.ts';

test('an account is made with the keyboard alone', async ({ open }) => {
  const page = await open('start-create');
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type('Sari Wulandari');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sari');
  await page.keyboard.press('Tab');
  await page.keyboard.type('lima kata yang panjang');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => recorded(page), 'what the form asked for')
    .toContain('account.createAccount');
});

test('whoever opened the link of somebody is told who invites before making an account', async ({
  open,
}) => {
  const page = await open('start-invited');
  await expect(page.getByRole('status').filter({ hasText: 'budi invites you.' })).toBeVisible();
});

test('a form that cannot be sent leads to its first mistake', async ({ open }) => {
  const page = await open('start-create');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
    'Enter your name.',
  );
});

test('a password can be looked at', async ({ open }) => {
  const page = await open('start-create');
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
});

test('the ID is copied, and said to be', async ({ open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await open('start-share');
  await page.getByRole('button', { name: 'Copy ID' }).click();
  await expect(page.getByText('Copied').first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('sari');
});

test('another server is tried before it is used', async ({ open }) => {
  const page = await open('start-create');
  await page.getByRole('button', { name: 'Change server' }).click();
  await page.getByLabel('Server', { exact: true }).fill('localhost:4000');
  await page.getByRole('button', { name: 'Use this server' }).click();
  await expect(page.getByLabel('Server', { exact: true })).toBeHidden();
  const actions = await recorded(page);
  expect(actions.indexOf('account.setServer')).toBeGreaterThan(actions.indexOf('account.probe'));
});

test('whoever comes to sign up types at once, and is suggested an ID', async ({ open }) => {
  const page = await open('start-create');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('Sari Wulandari');
  await expect(page.getByLabel('ID', { exact: true })).toHaveValue('sari.wulandari');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('ID', { exact: true })).toBeFocused();
});

test('the server is changed where one looks', async ({ open }) => {
  const page = await open('start-create');
  await page.getByRole('button', { name: 'Change server' }).click();
  const server = page.getByLabel('Server', { exact: true });
  await expect(server).toBeFocused();
  await expect(server).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Use this server' })).toBeInViewport({ ratio: 1 });
});

test('the link never breaks within the ID', async ({ page, open }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open('start-share');
  const id = page.locator('.copy-field__value > span', { hasText: /^sari$/ });
  await expect(id.last()).toBeVisible();
  const lines = await id.last().evaluate((element) => element.getClientRects().length);
  expect(lines).toBe(1);
  await expect(page.locator('.copy-field__value').last()).toHaveText(
    'https://tatap.example.org/add/sari',
  );
});

test('without a server the person names one, before any password', async ({ open }) => {
  const page = await open('start-server');
  await expect(page.getByRole('heading', { name: 'Which server do you use?' })).toBeVisible();
  await expect(page.getByLabel('Server')).toBeVisible();
  await expect(page.getByLabel(/Password/)).toHaveCount(0);
});

test('a password for a server without encryption is warned of', async ({ open }) => {
  const page = await open('start-create-plain');
  await expect(page.getByText('The connection to this server is not encrypted')).toBeVisible();
});

test('the warning about an unreachable server moves and covers no control', async ({
  page,
  open,
}) => {
  for (const size of [zoomed, phone, { width: 1100, height: 760 }]) {
    await page.setViewportSize(size);
    for (const language of ['en', 'id']) {
      const places = () =>
        page
          .locator('.first-start :is(input, button):not(.first-start__trouble *)')
          .evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
      await open(`start-create&language=${language}`);
      const before = await places();
      await open(`start-unreachable&language=${language}`);
      await expect(page.getByRole('alert')).toBeInViewport({ ratio: 1 });
      expect(await places()).toEqual(before);
      const parts = [
        '.first-start__trouble',
        '.first-start__title',
        '.first-start__server',
        '.first-start__form',
      ];
      expect(await overlaps(page, parts), `${size.width} ${language}`).toEqual([]);
    }
  }
});

test('the recovery code is shown before the other steps and can be copied', async ({
  open,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await open('start-recovery-code');
  await expect(page.getByRole('heading', { name: 'Save your recovery code' })).toBeFocused();
  await expect(page.getByText('Step 1 of 3')).toBeVisible();
  await page.getByRole('button', { name: 'Copy recovery code' }).click();
  await expect(page.getByText('Copied').first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(fakeRecoveryCode);
  await page.getByRole('button', { name: 'I saved it' }).click();
  await expect(page.getByRole('heading', { name: 'Camera and microphone' })).toBeVisible();
  await expect(page.getByText(fakeRecoveryCode)).toHaveCount(0);
});

test('a recovery code that the settings show does not stop the other steps', async ({ open }) => {
  const page = await open('start-devices');
  await page.evaluate((code) => {
    if (window.fakeApp === undefined) throw new Error('no model');
    window.fakeApp.freshCode.value = { code, because: 'renewed' };
  }, fakeRecoveryCode);
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Account and devices' }).click();
  await expect(page.getByText(fakeRecoveryCode)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('.first-start__card')).toHaveAttribute('data-step', 'devices');
});

test('the recovery code is saved as a file that says what it is for', async ({ open }) => {
  const page = await open('start-recovery-code');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('tatap-sari-recovery-code.txt');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('Server: https://tatap.example.org\nID: sari\n');
  expect(text).toContain(`Recovery code: ${fakeRecoveryCode}\n`);
});

test('the button that skips the recovery code describes the consequence', async ({ open }) => {
  const page = await open('start-recovery-code');
  const skip = page.getByRole('button', { name: 'Skip for now' });
  await expect(skip).toHaveAccessibleDescription(/^If you skip this and forget your password/);
  await skip.click();
  await expect(page.getByRole('heading', { name: 'Camera and microphone' })).toBeVisible();
});

test('a recovery code breaks only between groups', async ({ page, open }) => {
  await page.setViewportSize(phone);
  await open('start-recovery-code');
  const groups = page.locator('.copy-field__value > span');
  await expect(groups).toHaveCount(7);
  const lines = await groups.evaluateAll((all) => all.map((one) => one.getClientRects().length));
  expect(lines).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('a person who forgot the password sets a new one with the code', async ({ open }) => {
  const page = await open('start-sign-in');
  await page.getByLabel('ID', { exact: true }).fill('sari');
  await page.getByRole('button', { name: 'Forgot password?' }).click();
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible();
  await expect(page.getByLabel('ID', { exact: true })).toHaveValue('sari');
  const code = page.getByLabel('Recovery code', { exact: true });
  await code.fill('0000-0000-0000-0000-0000-0000-0001');
  await page.getByLabel('New password', { exact: true }).fill('lima kata yang panjang');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(code).toBeFocused();
  await expect(code).toHaveAccessibleDescription(/^This code has a typing error/);
  await code.fill('0000 0000 0000 0000 0000 0000 0000');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect.poll(() => recorded(page), 'what the form asked for').toContain('account.recover');
});

test('after recovering, the new code is shown and then the home screen', async ({ open }) => {
  const page = await open('start-recovered');
  await expect(page.getByText('Your new password is set.')).toBeVisible();
  await expect(page.getByText(/^Step /)).toHaveCount(0);
  await page.getByRole('button', { name: 'I saved it' }).click();
  await expect(page.getByRole('combobox', { name: 'Search or type an ID to call' })).toBeVisible();
});

import { expect, recorded, test } from './fixture.ts';

test('the offline banner counts down and tries when asked', async ({ open }) => {
  const page = await open('shell-offline');
  await expect(page.getByText(/Trying again in [1-4] s\./)).toBeVisible();
  await page.getByRole('button', { name: 'Try now' }).click();
  expect(await recorded(page)).toContain('account.reconnect');
});

test('a tooltip shows by keyboard, with its shortcut, and Escape takes it away', async ({
  open,
}) => {
  const page = await open('home-empty');
  await page.keyboard.press('Tab');
  const opener = page.getByRole('button', { name: 'Settings' });
  await opener.focus();
  const tooltip = page.locator('.tooltip', { hasText: 'Settings' });
  await expect(tooltip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tooltip).toBeHidden();
});

test('toasts are taken away one by one', async ({ open }) => {
  const page = await open('shell-toasts');
  await expect(page.locator('.toast')).toHaveCount(3);
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(page.locator('.toast')).toHaveCount(2);
});

test('the link of a contact shows the contact, also where it is opened before the contacts are here', async ({
  open,
}) => {
  const page = await open('home-full');
  await page.evaluate(async () => {
    const app = window.fakeApp;
    if (app === undefined) throw new Error('no model');
    const known = app.contacts.value;
    app.contacts.value = { loaded: false, contacts: [] };
    app.request({ kind: 'add', id: 'budi' });
    await new Promise(requestAnimationFrame);
    app.contacts.value = known;
  });
  await expect(page.getByRole('heading', { name: 'Budi Santoso', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

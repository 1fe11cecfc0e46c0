import { expect, test } from './fixture.ts';

test('a dialog without input focuses its title, not its close button', async ({ open }) => {
  for (const [state, title] of [
    ['call-safety', 'Safety number with Budi Santoso'],
    ['setup-running', 'Check my set-up'],
  ] as const) {
    const page = await open(state);
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog.getByRole('heading', { name: title })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  }
});

test('a dialog with input focuses its field', async ({ open }) => {
  const page = await open('home-empty');
  await page.getByRole('button', { name: 'Add contact' }).first().click();
  await expect(page.getByRole('dialog').getByLabel('Their ID')).toBeFocused();
});

import { expect, test } from '../fixtures/test.ts';

test('session and language last over a restart, until one signs out', async ({ join, server }) => {
  const sari = await join('sari', { browser: 'own' });
  await sari.settings.open('Appearance and language');
  await sari.page
    .getByRole('combobox', { name: 'Language' })
    .selectOption({ label: 'Bahasa Indonesia' });
  await expect(sari.page.getByRole('heading', { name: 'Tampilan dan bahasa' })).toBeVisible();
  await sari.restart(server.url);
  await expect(
    sari.page.getByRole('combobox', { name: 'Cari atau ketik ID untuk menelepon' }),
  ).toBeVisible();
  await expect(sari.page.locator('html')).toHaveAttribute('lang', 'id');

  await sari.page.keyboard.press('ControlOrMeta+,');
  await sari.page.getByRole('button', { name: 'Tampilan dan bahasa' }).click();
  await sari.page.getByRole('combobox', { name: 'Bahasa' }).selectOption({ label: 'English' });
  await expect(sari.page.getByRole('heading', { name: 'Appearance and language' })).toBeVisible();
  await sari.settings.open('Account and devices');
  await sari.settings.button('Sign out').click();
  await sari.page.getByRole('dialog').last().getByRole('button', { name: 'Sign out' }).click();
  await expect(sari.page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();

  await sari.restart(server.url);
  await sari.start.signIn(sari);
  await sari.home.isHome();
});

test('a person whose system speaks Indonesian is greeted in it', async ({ launch }) => {
  const sari = await launch('sari', { locale: 'id-ID' });
  await expect(sari.page.getByRole('heading', { name: 'Buat akun Anda' })).toBeVisible();
});

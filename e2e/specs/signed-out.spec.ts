import { countHoldings, expectLightsOut } from '../fixtures/holdings.ts';
import { expect, test } from '../fixtures/test.ts';

test('a person who forgot the password sets a new one with the recovery code', async ({
  launch,
}) => {
  const sari = await launch('sari');
  await sari.start.createAccount(sari);
  const code = await sari.start.keepRecoveryCode();
  await sari.start.checkDevices();
  await sari.start.finish();

  const laptop = await launch('sari', { device: 'sari-laptop' });
  await laptop.start.button('Sign in').click();
  await laptop.start.recover(sari.id, code, 'a new long password');
  await laptop.start.says('Your new password is set.');
  expect(await laptop.start.keepRecoveryCode()).not.toBe(code);
  await laptop.start.checkDevices();
  await laptop.start.finish();

  await sari.start.says('You were signed out from another device');
  await sari.start.signIn(sari);
  await sari.start.says('ID or password is wrong.');
  await sari.start.button('Forgot password?').click();
  await sari.start.button('Back to sign-in').click();
  await sari.start.signIn({ id: sari.id, password: 'a new long password' });
  await sari.home.isHome();
});

test('a device that is signed out from another is told, and leaves its call', async ({
  friends: { sari, budi },
  launch,
}) => {
  const second = await launch('budi', { device: 'budi-laptop' });
  await second.signIn();
  for (const { page, home } of [sari, budi]) {
    await countHoldings(page);
    await page.reload();
    await home.isOnline();
  }
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);

  await second.settings.open('Account and devices');
  await second.page.getByRole('button', { name: /^Sign out (?!$)/ }).click();
  await sari.call.endsWith(`${budi.name} hung up`);
  await budi.start.says('You were signed out from another device');
  await expect(budi.page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expectLightsOut(sari.page, budi.page);
});

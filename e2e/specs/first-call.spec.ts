import { expect, test } from '../fixtures/test.ts';

test('two people register, become contacts, call, see and hear each other', async ({ join }) => {
  const [sari, budi] = await Promise.all([join('sari'), join('budi')]);

  await test.step('become contacts and see each other online', async () => {
    await sari.home.requestContact(budi.id);
    await budi.home.acceptContact(sari.name);
    await sari.home.sees(budi.name, 'Online');
    await budi.home.sees(sari.name, 'Online');
  });

  await test.step('call and accept', async () => {
    await sari.home.videoCall(budi.name);
    await sari.call.says('Ringing…');
    await budi.call.rings();
    await budi.call.says(sari.name);
    await budi.call.accept();
    await Promise.all([sari.call.isRunning(), budi.call.isRunning()]);
  });

  await test.step('see and hear each other', async () => {
    await Promise.all([
      sari.call.shows(budi.name, budi.likeness),
      budi.call.shows(sari.name, sari.likeness),
    ]);
    await Promise.all([
      sari.call.hears(budi.name, budi.likeness),
      budi.call.hears(sari.name, sari.likeness),
    ]);
    await expect(sari.page.getByRole('timer')).toHaveText(/^\d+:\d\d$/);
  });

  await test.step('hang up', async () => {
    await sari.call.hangUp();
    await budi.call.endsWith(`${sari.name} hung up`);
    await sari.call.endsWith('Call ended');
    await Promise.all([sari.home.isHome(), budi.home.isHome()]);
  });

  await test.step('the call is in the history of both', async () => {
    await sari.home.remembersCallWith(budi.name);
    await budi.home.remembersCallWith(sari.name);
  });
});

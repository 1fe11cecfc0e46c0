import { limit } from '../../tools/test/pace.ts';
import { expect, test } from '../fixtures/test.ts';

test('the server goes away and comes back', async ({ enter, server }) => {
  const sari = await enter('sari');
  const { host } = new URL(server.url);
  await server.stop();
  await sari.home.says(new RegExp(`Can't reach the server at .*${host}`));
  await server.start();
  await expect(sari.page.getByText(/Can't reach the server/)).toHaveCount(0, {
    timeout: limit(40_000),
  });
});

test('a wrong password, an unknown ID and a taken one are said', async ({ enter, launch }) => {
  await enter('sari');
  const guest = await launch('sari', { device: 'guest' });
  await guest.start.signIn({ id: 'sari', password: 'not the password' });
  await guest.start.says('ID or password is wrong.');
  await guest.start.field('ID').fill('nobody-here');
  await guest.start.button('Sign in').click();
  await guest.start.says('ID or password is wrong.');

  await guest.start.button('Create account').click();
  await guest.start.createAccount({ id: 'sari', name: 'Another', password: 'long enough words' });
  await guest.start.says('Somebody already has this ID. Choose another.');
  await expect(guest.start.field('ID')).toBeFocused();
});

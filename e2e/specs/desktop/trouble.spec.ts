import { test } from '../../fixtures/test.ts';

test('the server is down on first start: said before anybody fills in a form', async ({
  launch,
  server,
}) => {
  await server.stop();
  const sari = await launch('sari');
  await sari.start.says(/Can't reach the server/);
  await server.start();
  await sari.start.button('Try again').click();
  await sari.register();
});

import { test } from '../../fixtures/test.ts';

test('leaving the page hangs up', async ({ friends: { sari, budi } }) => {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
  await budi.page.goto('about:blank');
  await sari.call.endsWith(`${budi.name} hung up`);
});
test('closing the page hangs up', async ({ friends: { sari, budi } }) => {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
  await budi.page.close({ runBeforeUnload: true });
  await sari.call.endsWith(`${budi.name} hung up`);
});

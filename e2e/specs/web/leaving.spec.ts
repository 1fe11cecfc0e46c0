import type { Person } from '../../fixtures/person.ts';
import { test } from '../../fixtures/test.ts';

async function seeEachOther(sari: Person, budi: Person): Promise<void> {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
}

test('leaving the page hangs up, and so does closing it', async ({
  friends: { sari, budi },
  server,
}) => {
  await seeEachOther(sari, budi);
  await budi.page.goto('about:blank');
  await sari.call.endsWith(`${budi.name} hung up`);
  await sari.call.button('Close').click();

  await budi.page.goto(server.url);
  await budi.home.isOnline();
  await seeEachOther(sari, budi);
  await budi.page.close({ runBeforeUnload: true });
  await sari.call.endsWith(`${budi.name} hung up`);
});

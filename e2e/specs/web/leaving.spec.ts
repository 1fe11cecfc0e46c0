import type { Person } from '../../fixtures/person.ts';
import { expect, test } from '../../fixtures/test.ts';

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
  await sari.call.closeEnding();

  await budi.page.goto(server.url);
  await budi.home.isOnline();
  await seeEachOther(sari, budi);
  await budi.page.close({ runBeforeUnload: true });
  await sari.call.endsWith(`${budi.name} hung up`);
});

test('the browser asks before a page with a call is reloaded, and only then', async ({
  friends: { sari, budi },
}) => {
  await seeEachOther(sari, budi);
  const asked: string[] = [];
  budi.page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  // The person stays, and the reload never happens.
  await budi.page.evaluate(() => location.reload());
  await expect.poll(() => asked, 'dialogs that the page opened').toEqual(['beforeunload']);
  await budi.call.shows(sari.name, sari.likeness);
  await sari.call.shows(budi.name, budi.likeness);

  await budi.call.hangUp();
  await sari.call.endsWith(`${budi.name} hung up`);
  await budi.page.reload();
  await budi.home.isOnline();
  expect(asked).toEqual(['beforeunload']);
});

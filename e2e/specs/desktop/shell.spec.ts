import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { countHoldings, liveTracks } from '../../fixtures/holdings.ts';
import { expect, test } from '../../fixtures/test.ts';
import { Call } from '../../pages/call.ts';

test('an unreadable settings file is kept aside, and said', async ({ launch, folder }) => {
  const desktop = path.join(folder, 'sari', 'desktop');
  await mkdir(desktop, { recursive: true });
  await writeFile(path.join(desktop, 'settings.json'), '{ "version": 1, "settings": {');
  const sari = await launch('sari', { browser: 'own' });
  await sari.start.says(/The settings file could not be read\. It was kept as .+/);
  const kept = (await readdir(desktop)).filter((file) => /^settings\..+/.test(file));
  expect(kept.length).toBeGreaterThan(0);
  await sari.register();
});

test('an incoming call rings in a small window, goes with the caller, and is answered there', async ({
  friends: { sari, budi },
}) => {
  await countHoldings(budi.page);
  await budi.page.reload();
  await budi.home.isOnline();
  await budi.app.leave();
  await sari.home.videoCall(budi.name);
  await expect.poll(() => budi.app.otherWindows().length, 'open ringing windows').toBe(1);
  await sari.call.press('Cancel');
  await expect.poll(() => budi.app.otherWindows().length, 'open ringing windows').toBe(0);
  await sari.call.closeEnding();

  await sari.home.videoCall(budi.name);
  await expect.poll(() => budi.app.otherWindows().length, 'open ringing windows').toBe(1);
  const [ringing] = budi.app.otherWindows();
  if (ringing === undefined) throw new Error('no ringing window');
  await expect(ringing.getByRole('heading', { name: sari.name })).toBeVisible();
  const card = new Call(ringing);
  const pressed = await card.pressAccept();
  await expect.poll(() => liveTracks(budi.page), 'active devices').toBe(2);
  await pressed.letGoElsewhere();
  await expect.poll(() => liveTracks(budi.page), 'active devices').toBe(0);
  await card.accept();

  await budi.call.shows(sari.name, sari.likeness);
  await sari.call.shows(budi.name, budi.likeness);
  await expect.poll(() => budi.app.otherWindows().length, 'open ringing windows').toBe(0);
});

test('quitting the app hangs up', async ({ friends: { sari, budi } }) => {
  await sari.home.videoCall(budi.name);
  await budi.call.accept();
  await sari.call.shows(budi.name, budi.likeness);
  await budi.call.shows(sari.name, sari.likeness);
  await budi.close();
  await sari.call.endsWith(`${budi.name} hung up`);
});

import { expect, test } from '../../fixtures/test.ts';

test('a browser whose key store was deleted signs out and says why', async ({
  friends: { sari },
}) => {
  await sari.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('tatap');
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
  );
  await sari.page.reload();
  await sari.start.says(/was deleted, and the key of this device with it/);
  await sari.start.signIn(sari);
  await sari.home.isOnline();
});

test('a key store that never answers is not waited for, and the session is there again later', async ({
  friends: { sari },
}) => {
  await sari.page.evaluate(() => sessionStorage.setItem('test.stuck', 'yes'));
  await sari.page.addInitScript(() => {
    if (sessionStorage.getItem('test.stuck') === null) return;
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  });
  await sari.page.reload();
  await sari.start.says(/cannot read the data that it keeps on this device/);
  await sari.start.says(/cannot store data on this device/);
  await sari.page.evaluate(() => sessionStorage.removeItem('test.stuck'));
  await sari.page.reload();
  await sari.home.isOnline();
});

test('a part that the server no longer has is said, and a reload brings it', async ({
  friends: { sari },
}) => {
  const gone = '**/assets/settings-screen-*.js';
  await sari.page.route(gone, (route) => route.fulfill({ status: 404 }));
  await sari.page.reload();
  await sari.home.isOnline();
  await sari.home.says('A part of Tatap could not be loaded. Reload the page to get it.');
  await sari.page.unroute(gone);
  await sari.home.button('Reload').first().click();
  await sari.home.isOnline();
  await sari.settings.open('Network');
  await expect(sari.home.button('Reload')).toHaveCount(0);
});

import type { Page, WebSocketRoute } from '@playwright/test';
import { test } from '../../fixtures/test.ts';

/** Lets a page's connections to the server be cut, media left alone; takes effect with a reload. */
async function cuttable(page: Page): Promise<{ cut(): Promise<void>; mend(): void }> {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    open.add(socket);
    open.add(socket.connectToServer());
  });
  await page.reload();
  return {
    async cut() {
      isCut = true;
      await Promise.all([...open].map((socket) => socket.close()));
      open.clear();
    },
    mend() {
      isCut = false;
    },
  };
}

// The server waits for a lost device for 30 s, and for 5 s here.
test.use({ serverEnvironment: { TATAP_DEVICE_GONE_S: '5' } });

test('a call that the server gave up is brought back by its devices', async ({
  friends: { sari, budi },
  enter,
}) => {
  const tono = await enter('tono');
  await tono.home.requestContact(budi.id);
  await budi.home.acceptContact(tono.name);
  const connection = await cuttable(sari.page);
  await sari.home.sees(budi.name, 'Online');
  await sari.home.audioCall(budi.name);
  await budi.call.rings();
  await budi.call.button('Accept audio only').click();
  await Promise.all([sari.call.isRunning(), budi.call.isRunning()]);
  await tono.home.sees(budi.name, 'In a call');

  await connection.cut();
  await tono.home.sees(budi.name, 'Online');
  await sari.call.hears(budi.name, budi.likeness);
  await budi.call.hears(sari.name, sari.likeness);

  connection.mend();
  await tono.home.sees(budi.name, 'In a call');
  await tono.home.videoCall(budi.name);
  await tono.call.endsWith(`${budi.name} is busy in another call`);

  await sari.call.hangUp();
  await budi.call.endsWith(`${sari.name} hung up`);
  await tono.home.sees(budi.name, 'Online');
  await budi.home.remembersCallWith(sari.name);
});

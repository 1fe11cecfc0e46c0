import type { Page, WebSocketRoute } from '@playwright/test';
import { test } from '../../fixtures/test.ts';

/** Reloads the page so that its signaling connections can be cut while media goes on. */
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

// The default is 30 s.
test.use({ serverEnvironment: { TATAP_DEVICE_GONE_S: '5' } });

test('devices bring back a call that the server has ended', async ({
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

import { firefoxForTests } from '../../tools/test/browsers.ts';
import { limit } from '../../tools/test/pace.ts';
import { distance } from '../media/colour.ts';
import { Peers } from '../media/peers.ts';
import { likenesses } from '../media/people.ts';
import { pictureOf } from '../media/picture.ts';
import { foundIn } from '../pages/setup-check.ts';
import { expect, test } from './fixture.ts';
import type { Guest } from './guest.ts';

test.skip(firefoxForTests() === null, 'no Firefox on this machine');

const budiName = 'Budi Santoso';

/** Firefox shows Sari's own colour. */
const showsSari = (budi: Guest) =>
  expect
    .poll(
      async () => {
        const colour = await budi.colourOf('Video of Sari Dewi');
        return colour === null ? 999 : distance(colour, likenesses.sari.colour);
      },
      { message: 'how far Firefox’s picture is from Sari’s colour' },
    )
    .toBeLessThan(60);

/** Tells how many pictures have come since it was asked last; the first time never none. */
function morePictures(peers: Peers): () => Promise<number> {
  let before = -1;
  return async () => {
    const now = await peers.picturesReceived();
    const since = now - before;
    before = now;
    return since;
  };
}

/** Firefox repeats a stopped track's last picture once a second, where it is left to do so. */
const stops = (peers: Peers) =>
  expect
    .poll(morePictures(peers), { message: 'pictures in three seconds', intervals: [3_000] })
    .toBe(0);

test('Chromium calls Firefox, and what is done on either side reaches the other', async ({
  pair: { sari, budi },
}) => {
  const video = sari.call.remoteVideo(budiName);
  const moves = async () => {
    const before = await pictureOf(video);
    await expect
      .poll(() => pictureOf(video), { message: 'the picture of Firefox moves' })
      .not.toEqual(before);
  };
  await test.step('they see each other', async () => {
    await sari.home.videoCall(budiName);
    await budi.press('Accept with video');
    await sari.call.isRunning();
    await showsSari(budi);
    await moves();
  });
  await test.step('the camera of each goes off and on', async () => {
    await budi.press('Turn camera off');
    await sari.call.says(`${budiName}’s camera is off`);
    await expect(video).toBeHidden();
    await budi.press('Turn camera on');
    await moves();
    await sari.call.press('Turn camera off');
    await budi.reads('Sari Dewi’s camera is off');
    await sari.call.press('Turn camera on');
    await showsSari(budi);
  });
  await test.step('mute is told', async () => {
    await budi.press('Mute microphone');
    await sari.call.says(`${budiName} is muted`);
    await budi.press('Unmute microphone');
    await expect(sari.page.getByText(`${budiName} is muted`)).toHaveCount(0);
  });
  await test.step('each holds', async () => {
    await budi.press('Hold');
    await sari.call.says(`${budiName} put you on hold`);
    await budi.press('Resume');
    await moves();
    await sari.call.press('Hold');
    await budi.reads('Sari Dewi put you on hold');
    await sari.call.press('Resume');
    await showsSari(budi);
  });
  await test.step('Chromium’s screen is seen in Firefox', async () => {
    await sari.call.shareScreen();
    await budi.find('button', 'Hang up');
    await expect
      .poll(() => budi.colourOf('Screen of Sari Dewi'), { message: 'the screen shows in Firefox' })
      .not.toBeNull();
    await sari.call.press('Stop sharing');
  });
  await test.step('Firefox hangs up', async () => {
    await budi.press('Hang up');
    await sari.call.endsWith(`${budiName} hung up`);
  });
});

test('Firefox calls Chromium, and tells how good the call is', async ({ pair: { sari, budi } }) => {
  await budi.openContact('Sari Dewi');
  await budi.press('Video call');
  await sari.call.accept();
  await showsSari(budi);
  await budi.press('Statistics');
  await expect
    .poll(() => budi.numbers('Round trip'), { message: 'the round trip that Firefox shows' })
    .toEqual([expect.stringMatching(/^\d+ ms$/)]);
  await expect
    .poll(() => budi.numbers('Camera'), { message: 'the cameras that Firefox shows' })
    .toEqual([expect.stringMatching(/ fps · /), expect.stringMatching(/^320 × 180 · .* fps · /)]);
  await budi.reads('Good call quality');

  await test.step('its picture shrinks where less data is wanted', async () => {
    const height = async () => (await pictureOf(sari.call.remoteVideo(budiName)))?.height;
    await expect.poll(height, { message: 'lines of the picture from Firefox' }).toBe(720);
    await budi.page.keyboard.down('Control');
    await budi.page.keyboard.press(',');
    await budi.page.keyboard.up('Control');
    await budi.press('Calls');
    await budi.press('Use less data', 'switch');
    await budi.press('Close settings');
    await expect.poll(height, { message: 'lines of the small picture' }).toBeLessThanOrEqual(360);
  });
  await sari.call.hangUp();
  await budi.reads('Sari Dewi hung up');
});

test('what Firefox stops showing, it stops sending', async ({ pair: { sari, budi } }) => {
  const peers = await Peers.watch(sari.page);
  await sari.home.videoCall(budiName);
  await budi.press('Accept with video');
  const more = morePictures(peers);
  for (const [stop, go] of [
    ['Turn camera off', 'Turn camera on'],
    ['Hold', 'Resume'],
  ] as const) {
    await expect.poll(more, { message: 'pictures from Firefox' }).toBeGreaterThan(5);
    await budi.press(stop);
    await budi.find('button', go);
    await stops(peers);
    await budi.press(go);
  }
});

test('Firefox waits for who vanishes as long as others do', async ({ pair: { sari, budi } }) => {
  await sari.home.videoCall(budiName);
  await budi.press('Accept with video');
  await showsSari(budi);
  const devtools = await sari.page.context().newCDPSession(sari.page);
  void devtools.send('Page.crash').catch(() => undefined);
  await budi.reads('Reconnecting…');
  const beganAt = performance.now();
  await budi.reads('Sari Dewi is no longer connected|Connection lost', 30_000 + limit(15_000));
  // It gave up after 11 to 14 s where DTLS's state was taken for the end.
  expect(performance.now() - beganAt).toBeGreaterThan(20_000);
});

test('devices have names in the settings after a reload', async ({ pair: { budi } }) => {
  await budi.page.reload();
  await budi.find('combobox', 'Search or type an ID to call');
  await budi.press('Settings');
  await budi.press('Devices');
  const shown = (label: string) =>
    budi.page.evaluate((wanted) => {
      const boxes = [...document.querySelectorAll('select')];
      const box = boxes.find(({ labels }) => labels[0]?.textContent?.trim() === wanted);
      return box?.selectedOptions[0]?.textContent ?? null;
    }, label);
  for (const label of ['Camera', 'Microphone']) {
    await expect.poll(() => shown(label), { message: `what ${label} shows` }).toMatch(/\w/);
  }
});

test('a screen of Firefox is seen in Chromium, until it is no longer shared', async ({
  pair: { sari, budi },
}) => {
  const peers = await Peers.watch(sari.page);
  // Where there is no display, Firefox has no screen to choose.
  await budi.page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 1280;
    canvas.height = 720;
    const context = canvas.getContext('2d');
    setInterval(() => context?.fillRect(0, 0, Math.random() * 1280, 720), 100);
    navigator.mediaDevices.getDisplayMedia = async () => canvas.captureStream();
  });
  await sari.home.audioCall(budiName);
  await budi.press('Accept audio only');
  await sari.call.isRunning();
  await budi.press('Share screen');
  await expect(sari.call.screenOf(budiName)).toBeVisible();
  const more = morePictures(peers);
  await expect.poll(more, { message: 'pictures of the screen' }).toBeGreaterThan(5);
  await budi.press('Stop sharing');
  await expect(sari.call.screenOf(budiName)).toBeHidden();
  await stops(peers);
});

test('the set-up check finds in Firefox what there is', async ({ pair: { budi } }) => {
  await budi.press('Settings');
  await budi.press('Network');
  await budi.press('Check my set-up');
  const report = await budi.page.waitForSelector('pre');
  const text = await report?.evaluate(({ textContent }) => textContent);
  expect(foundIn(text ?? '')).toMatchObject({
    server: 'good reached',
    session: 'good answered',
    camera: 'good delivers',
    microphone: 'good delivers',
    loopback: expect.stringMatching(/^good /),
  });
});

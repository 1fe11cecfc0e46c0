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

/** Waits until Firefox shows the colour of Sari's fake camera. */
const showsSari = (budi: Guest) =>
  expect
    .poll(
      async () => {
        const colour = await budi.colourOf('Video of Sari Dewi');
        return colour === null ? 999 : distance(colour, likenesses.sari.colour);
      },
      { message: 'distance of the picture in Firefox from Sari’s colour' },
    )
    .toBeLessThan(60);

/** Counts the frames received since the last call. The first call returns 1. */
function morePictures(peers: Peers): () => Promise<number> {
  let before: number | null = null;
  return async () => {
    const now = await peers.picturesReceived();
    const since = before === null ? 1 : now - before;
    before = now;
    return since;
  };
}

/** Expects no more frames. Firefox repeats the last frame of a stopped track once a second. */
const stops = (peers: Peers) =>
  expect
    .poll(morePictures(peers), { message: 'frames received in three seconds', intervals: [3_000] })
    .toBe(0);

test('Chromium calls Firefox, and every control takes effect on the other side', async ({
  pair: { sari, budi },
}) => {
  const video = sari.call.remoteVideo(budiName);
  const moves = async () => {
    const before = await pictureOf(video);
    await expect
      .poll(() => pictureOf(video), { message: 'movement in the picture from Firefox' })
      .not.toEqual(before);
  };
  await test.step('they see each other', async () => {
    await sari.home.videoCall(budiName);
    await budi.press('Accept with video');
    await sari.call.isRunning();
    await showsSari(budi);
    await moves();
  });
  await test.step('each turns the camera off and on', async () => {
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
  await test.step('mute is shown on the other side', async () => {
    await budi.press('Mute microphone');
    await sari.call.says(`${budiName} is muted`);
    await budi.press('Unmute microphone');
    await expect(sari.page.getByText(`${budiName} is muted`)).toHaveCount(0);
  });
  await test.step('each puts the call on hold', async () => {
    await budi.press('Hold');
    await sari.call.says(`${budiName} put you on hold`);
    await budi.press('Resume');
    await moves();
    await sari.call.press('Hold');
    await budi.reads('Sari Dewi put you on hold');
    await sari.call.press('Resume');
    await showsSari(budi);
  });
  await test.step('Firefox shows the screen of Chromium', async () => {
    await sari.call.shareScreen();
    await budi.find('button', 'Hang up');
    await expect
      .poll(() => budi.colourOf('Screen of Sari Dewi'), {
        message: 'colour of the screen in Firefox',
      })
      .not.toBeNull();
    await sari.call.press('Stop sharing');
  });
  await test.step('Firefox hangs up', async () => {
    await budi.press('Hang up');
    await sari.call.endsWith(`${budiName} hung up`);
  });
});

test.describe('with a camera of more lines than Use less data allows', () => {
  const largeCamera = { width: 960, height: 540, fps: 10 };
  test.use({ firefoxCamera: largeCamera });

  test('Firefox calls Chromium and shows the call quality', async ({ pair: { sari, budi } }) => {
    await budi.openContact('Sari Dewi');
    await budi.press('Video call');
    await sari.call.accept();
    await showsSari(budi);
    await budi.press('Statistics');
    await expect
      .poll(() => budi.numbers('Round trip'), { message: 'round trip time shown in Firefox' })
      .toEqual([expect.stringMatching(/^\d+ ms$/)]);
    await expect
      .poll(() => budi.numbers('Camera'), { message: 'camera statistics shown in Firefox' })
      .toEqual([expect.stringMatching(/ fps · /), expect.stringMatching(/^320 × 180 · .* fps · /)]);
    // Which quality it is depends on how busy the machine is.
    await budi.reads('(Good|Fair|Poor) call quality');

    await test.step('Use less data makes the picture smaller', async () => {
      const height = async () => (await pictureOf(sari.call.remoteVideo(budiName)))?.height;
      await expect
        .poll(height, { message: 'height of the picture from Firefox' })
        .toBe(largeCamera.height);
      await budi.page.keyboard.down('Control');
      await budi.page.keyboard.press(',');
      await budi.page.keyboard.up('Control');
      await budi.press('Calls');
      await budi.press('Use less data', 'switch');
      await budi.press('Close settings');
      await expect
        .poll(height, { message: 'height of the small picture' })
        .toBeLessThanOrEqual(360);
    });
    await sari.call.hangUp();
    await budi.reads('Sari Dewi hung up');
  });
});

test('Firefox stops sending frames with the camera off, on hold, and when sharing stops', async ({
  pair: { sari, budi },
}) => {
  const peers = await Peers.watch(sari.page);
  await test.step('with the camera off and on hold', async () => {
    await sari.home.videoCall(budiName);
    await budi.press('Accept with video');
    for (const [stop, go] of [
      ['Turn camera off', 'Turn camera on'],
      ['Hold', 'Resume'],
    ] as const) {
      await expect.poll(morePictures(peers), { message: 'frames from Firefox' }).toBeGreaterThan(5);
      await budi.press(stop);
      await budi.find('button', go);
      await stops(peers);
      await budi.press(go);
    }
    await sari.call.hangUp();
    await sari.call.closeEnding();
  });
  await test.step('when sharing stops', async () => {
    // Without a display Firefox has no screen to share, so a canvas stands in for it.
    await budi.page.evaluate(() => {
      const canvas = document.createElement('canvas');
      canvas.width = 640;
      canvas.height = 360;
      const context = canvas.getContext('2d');
      setInterval(() => context?.fillRect(0, 0, Math.random() * 640, 360), 100);
      navigator.mediaDevices.getDisplayMedia = async () => canvas.captureStream();
    });
    await sari.home.audioCall(budiName);
    await budi.press('Accept audio only');
    await sari.call.isRunning();
    await budi.press('Share screen');
    await expect(sari.call.screenOf(budiName)).toBeVisible();
    await expect.poll(morePictures(peers), { message: 'frames of the screen' }).toBeGreaterThan(5);
    await budi.press('Stop sharing');
    await expect(sari.call.screenOf(budiName)).toBeHidden();
    await stops(peers);
  });
});

test('Firefox waits as long as other browsers for a peer that has vanished', async ({
  pair: { sari, budi },
}) => {
  await sari.home.videoCall(budiName);
  await budi.press('Accept with video');
  await showsSari(budi);
  const devtools = await sari.page.context().newCDPSession(sari.page);
  void devtools.send('Page.crash').catch(() => undefined);
  await budi.reads('Reconnecting…');
  const beganAt = performance.now();
  await budi.reads('Sari Dewi is no longer connected|Connection lost', 30_000 + limit(15_000));
  // A closed DTLS transport must not end the call: that would take only 11 to 14 s.
  expect(performance.now() - beganAt).toBeGreaterThan(20_000);
});

test('devices have names after a reload, and the set-up check passes', async ({
  pair: { budi },
}) => {
  await test.step('devices have names in the settings after a reload', async () => {
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
  await test.step('the set-up check passes', async () => {
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
});

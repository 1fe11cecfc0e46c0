import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desktop } from './launch.ts';
import { patienceMs, startWhole, type Whole } from './whole.fixture.ts';

let whole: Whole;
let desktop: Desktop;
beforeAll(async () => {
  whole = await startWhole();
  desktop = whole.desktop;
}, patienceMs);
afterAll(() => whole.close(), patienceMs);

test('camera and microphone are granted after the handlers were asked', async () => {
  const tracks = await desktop.mainWindow.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    return stream.getTracks().map(({ kind }) => kind);
  });
  expect(tracks).toEqual(['audio', 'video']);
  expect((await desktop.electronState()).permissions).toContainEqual({
    permission: 'media',
    by: 'request',
    granted: true,
  });
});

test('a screen is given when the page has asked its person, and only one that was listed', async () => {
  const page = desktop.mainWindow;
  const share = async (choose: 'first' | 'unlisted' | 'nothing') => {
    return page.evaluate(async (choice) => {
      const capture = navigator.mediaDevices.getDisplayMedia({ video: true });
      const bridge = window.tatap;
      if (bridge === undefined) throw new Error('no bridge');
      await new Promise<void>((resolve) => {
        const off = bridge.on('screen.asked', () => {
          off();
          resolve();
        });
      });
      const offer = await bridge.invoke('screen.sources', undefined);
      const [first] = offer.outcome === 'listed' ? offer.sources : [];
      const id = choice === 'first' ? String(first?.id) : 'screen:9:0';
      await bridge.invoke('screen.choose', choice === 'nothing' ? null : { id, sound: true });
      return capture.then(
        (stream) => [JSON.stringify(offer), ...stream.getTracks().map(({ kind }) => kind)],
        (error: Error) => [error.name],
      );
    }, choose);
  };
  expect(await share('nothing')).toEqual(['AbortError']);
  expect(await share('unlisted')).toEqual(['AbortError']);
  const [offer = '', ...tracks] = await share('first');
  expect(tracks).toEqual(['video']);
  expect(JSON.parse(offer)).toMatchObject({
    outcome: 'listed',
    // Not the program's own window.
    sources: [
      { id: 'screen:0:0', kind: 'screen', picture: expect.stringMatching(/^data:image\/jpeg;/) },
      { kind: 'window', name: 'Quarterly figures' },
    ],
  });
  const { captures, permissions } = await desktop.electronState();
  // The sound of a computer is Windows' alone.
  expect(captures).toEqual([{ id: 'screen:0:0', audio: null }]);
  expect(permissions).toContainEqual({
    permission: 'media',
    by: 'request',
    granted: true,
  });
  // Nothing is asked: nobody learns what is on the screen.
  expect(await page.evaluate(() => window.tatap?.invoke('screen.sources', undefined))).toEqual({
    outcome: 'failed',
  });
});

test('while the screen is shared the tray says so, and can stop it', async () => {
  const page = desktop.mainWindow;
  const share = (shared: boolean) =>
    page.evaluate((value) => window.tatap?.invoke('screen.setShared', value), shared);
  await share(true);
  expect((await desktop.electronState()).tray).toEqual({
    clicks: true,
    toolTip: 'Tatap: you are sharing your screen',
    menu: ['Stop sharing your screen', 'Open Tatap', 'Settings…', 'Quit Tatap'],
  });
  await share(false);
  expect((await desktop.electronState()).tray).toMatchObject({ toolTip: 'Tatap' });
});

test('what is not on the list is refused', async () => {
  const refused = await desktop.mainWindow.evaluate(async () => {
    const name = (error: Error) => error.name;
    return [
      (await navigator.permissions.query({ name: 'geolocation' })).state,
      await navigator.clipboard.readText().then(() => 'granted', name),
    ];
  });
  expect(refused).toEqual(['denied', 'NotAllowedError']);
});

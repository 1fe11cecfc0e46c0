import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Desktop } from './launch.ts';
import { patienceMs, type Strict, startStrict } from './strict.fixture.ts';

let strict: Strict;
let desktop: Desktop;
let page: Page;
beforeAll(async () => {
  strict = await startStrict();
  desktop = strict.desktop;
  page = desktop.mainWindow;
}, patienceMs);
afterAll(() => strict.close(), patienceMs);

test('getUserMedia asks the request handler each time, and its answer counts', async () => {
  const open = () =>
    page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
        (stream) => stream.getTracks().length,
        (error: Error) => error.name,
      ),
    );
  expect(await open()).toBe(2);
  expect(await strict.inMain('asked')).toContainEqual(['media', 'audio', 'video']);
  await desktop.evaluateMain(() => {
    Reflect.set(globalThis, 'permissionAnswer', false);
  });
  expect(await open()).toBe('NotAllowedError');
});

describe('getDisplayMedia', () => {
  const video = { id: 'screen:0:0', name: 'Entire screen' };
  /** Asks for a screen, which is answered so, one answer after the other. */
  async function capture(answers: readonly unknown[]) {
    await desktop.evaluateMain((_electron, given) => {
      Reflect.set(globalThis, 'displayAnswers', given);
      Reflect.set(globalThis, 'displayErrors', []);
      Reflect.set(globalThis, 'permissionAnswer', true);
    }, answers);
    const outcome = await page.evaluate(() =>
      navigator.mediaDevices.getDisplayMedia({ video: true, audio: true }).then(
        (stream) => stream.getVideoTracks()[0]?.getSettings().displaySurface,
        (error: Error) => error.name,
      ),
    );
    return { outcome, errors: await strict.inMain('displayErrors') };
  }

  test('asks the permission handler, then the one for displays', async () => {
    expect(await capture(['listed', { video }])).toEqual({ outcome: 'monitor', errors: [] });
    expect(await strict.inMain('asked')).toContainEqual(['media']);
    expect(await strict.inMain('displayRequest')).toMatchObject({
      frame: 'app://tatap/index.html',
      videoRequested: true,
      audioRequested: true,
    });
    await desktop.evaluateMain(() => Reflect.set(globalThis, 'permissionAnswer', false));
    const refused = await page.evaluate(() =>
      navigator.mediaDevices.getDisplayMedia().catch((error: Error) => error.name),
    );
    expect(refused).toBe('NotAllowedError');
  });

  test.each([
    ['nothing', [null], 'AbortError', []],
    ['no picture', [{}], 'AbortError', ['Video was requested']],
    ['an id alone', [{ video: 'screen:0:0' }], 'AbortError', ['DesktopCapturerSource']],
    ['what was never listed', [{ video: { ...video, id: 'screen:7:0' } }], 'NotReadableError', []],
    ['sound on Linux', [{ video, audio: 'loopback' }], 'NotReadableError', []],
    ['other sound', [{ video, audio: 'all' }], 'AbortError', ['audio must be']],
    ['two answers', [null, { video }], 'AbortError', ['more than once']],
  ])('given %s', async (_name, answers, outcome, errors) => {
    expect(await capture(answers)).toEqual({
      outcome,
      errors: errors.map((words) => expect.stringContaining(words)),
    });
  });

  test('lists only by kinds there are', async () => {
    const error = await desktop.evaluateMain(({ desktopCapturer }) =>
      desktopCapturer.getSources({ types: ['tab' as 'window'] }).catch((e: Error) => e.message),
    );
    expect(error).toBe('Invalid options');
    expect(await strict.inMain('refusals')).toMatchObject({
      'display handler that is none': expect.stringContaining('null or a function'),
    });
  });
});

test('a check handler that denies is enough to refuse, from the next page on', async () => {
  expect(await page.evaluate(() => Notification.permission)).toBe('granted');
  const loaded = page.waitForEvent('load');
  await desktop.evaluateMain(async ({ BrowserWindow, session }) => {
    Reflect.set(globalThis, 'permissionAnswer', true);
    session.defaultSession.setPermissionCheckHandler(
      (_contents, name) => name !== 'media' && name !== 'notifications',
    );
    await BrowserWindow.getAllWindows()[0]?.loadURL('app://tatap/index.html');
  });
  await loaded;
  const refused = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).catch((error: Error) => error.name),
  );
  expect(refused).toBe('NotAllowedError');
  expect(await page.evaluate(() => Notification.permission)).toBe('denied');
});

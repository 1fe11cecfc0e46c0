import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Desktop } from './launch.ts';
import { fetchedBy, startOpenServer } from './open-server.fixture.ts';
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

test('what Electron refuses at the wrong moment is refused', async () => {
  expect(await strict.inMain('refusals')).toMatchObject({
    'window before ready': expect.stringContaining('after app is ready'),
    'session before ready': expect.stringContaining('after app is ready'),
    'protocol before ready': expect.stringContaining('after app is ready'),
    'screen before ready': expect.stringContaining('after app is ready'),
    'tray before ready': expect.stringContaining('after app is ready'),
    'schemes after ready': expect.stringContaining('before app is ready'),
    'sandbox after ready': expect.stringContaining('before app is ready'),
    'second protocol handler': expect.stringContaining('already handled'),
    'second ipc handler': expect.stringContaining('second handler'),
    'relative path': expect.stringContaining('absolute'),
  });
});

test('an API that is not there throws its name', async () => {
  expect(await strict.inMain('refusals')).toMatchObject({
    'a module there is not': 'The Electron stand-in has no clipboard',
    'a class there is not': 'The Electron stand-in has no app.setJumpList',
    'a method there is not': 'The Electron stand-in has no BrowserWindow.setOpacity',
  });
  const inPreload = await page.evaluate(() => {
    try {
      bridge.missing();
      return 'nothing';
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(inPreload).toBe('The Electron stand-in has no ipcRenderer.sendSync');
});

test('a request waits for one answer, which must be a response', async () => {
  expect(await strict.inMain('refusals')).toMatchObject({
    'request listener that is not a function': 'Must pass null or a Function',
    'request filter without urls': expect.stringContaining('urls'),
    'request filter with an invalid pattern': 'Invalid url pattern 127.0.0.1',
    'other webRequest events': expect.stringContaining('onBeforeSendHeaders'),
  });
  const server = await startOpenServer();
  const url = `${server.url}/a`;
  const fetched = async (...answers: unknown[]) => {
    await desktop.evaluateMain(
      (_electron, list) => void Object.assign(globalThis, { requestAnswers: list }),
      answers,
    );
    return fetchedBy(page, url);
  };
  try {
    expect(await fetched({})).toBe('there');
    expect(await fetched({ cancel: true })).toBe('refused');
    expect(await fetched(null, { cancel: false }, { cancel: true })).toBe('there');
    expect(await fetched({ redirectURL: 'http://127.0.0.1/' })).toBe('refused');
  } finally {
    server.close();
  }
  expect(await strict.inMain<unknown[]>('requests')).toContainEqual({
    url,
    method: 'GET',
    resourceType: 'xhr',
    initiatorOrigin: 'app://tatap',
    webContentsId: expect.any(Number),
  });
  expect(await strict.inMain('requestErrors')).toEqual([
    'onBeforeRequest: callback needs a response',
    'onBeforeRequest: callback was called twice',
  ]);
  expect(await strict.inMain('refusals')).toMatchObject({
    'unknown request detail': expect.stringContaining('uploadData'),
  });
});

test('a window that is not sandboxed and isolated is not opened', async () => {
  expect(await strict.inMain('refusals')).toMatchObject({
    'window without sandbox': expect.stringContaining('only sandboxed'),
    'window without isolation': expect.stringContaining('only sandboxed'),
    'window with node': expect.stringContaining('only sandboxed'),
    'window without autoplay': expect.stringContaining('autoplayPolicy'),
  });
});

test('a preload that is an ES module or requires anything but electron fails', async () => {
  await strict.windowAt('/esm.html');
  await strict.windowAt('/requires.html');
  await vi.waitFor(async () => {
    const { preloadErrors } = await desktop.electronState();
    expect(preloadErrors).toHaveLength(2);
    expect(preloadErrors).toContainEqual(expect.stringContaining('SyntaxError'));
    expect(preloadErrors).toContainEqual(expect.stringContaining('module not found: node:fs'));
  });
});

test('only a scheme registered as secure is a secure context', async () => {
  const insecure = await strict.windowAt('/insecure.html');
  expect(await insecure.evaluate(() => [isSecureContext, 'mediaDevices' in navigator])).toEqual([
    false,
    false,
  ]);
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
});

test('a protocol handler that throws fails the request', async () => {
  expect(
    await page.evaluate(() =>
      fetch('/throws').then(
        () => 'answered',
        (error: Error) => error.name,
      ),
    ),
  ).toBe('TypeError');
});

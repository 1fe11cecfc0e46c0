import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { limit } from '../../tools/test/pace.ts';
import { writeProgram } from './fixture/build.ts';
import { type Desktop, launchDesktop } from './launch.ts';

/** What the fixture's preload exposes. */
interface TestBridge {
  readonly data: { readonly list: number[]; readonly when: Date };
  readData(): string;
  invoke(channel: string, value?: unknown): Promise<unknown>;
  invokeWithFunction(): Promise<unknown>;
  on(channel: string, listener: (...args: unknown[]) => void): () => void;
  fail(): void;
  exposeAgain(): void;
  missing(): void;
}

declare global {
  var bridge: TestBridge;
}

const folder = mkdtempSync(join(tmpdir(), 'tatap-strict-'));
const patienceMs = limit(180_000);
let desktop: Desktop;
let page: Page;

beforeAll(async () => {
  const source = (name: string) =>
    readFileSync(new URL(`fixture/${name}`, import.meta.url), 'utf8');
  writeProgram(folder, source('strict-program.js'), '');
  const preload = (name: string) => join(folder, 'dist/preload', name);
  copyFileSync(new URL('fixture/strict-preload.js', import.meta.url), preload('good.cjs'));
  writeFileSync(preload('esm.cjs'), `import { contextBridge } from 'electron';`);
  writeFileSync(preload('requires.cjs'), `require('node:fs');`);
  desktop = await launchDesktop({
    appDir: folder,
    profileDir: join(folder, 'profile'),
    chromiumArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  page = desktop.mainWindow;
}, patienceMs);

afterAll(async () => {
  await desktop.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, patienceMs);

const inMain = <T>(name: string) =>
  desktop.evaluateMain((_electron, key) => Reflect.get(globalThis, key) as T, name);
const windowAt = (path: string) => desktop.window((other) => other.url().endsWith(path));

test('what Electron refuses at the wrong moment is refused', async () => {
  expect(await inMain('refusals')).toMatchObject({
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
  expect(await inMain('refusals')).toMatchObject({
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

test('requests are held until they are answered once, with a response', async () => {
  expect(await inMain('refusals')).toMatchObject({
    'request listener that is none': 'Must pass null or a Function',
    'request filter without urls': expect.stringContaining('urls'),
    'request filter that is none': 'Invalid url pattern 127.0.0.1',
    'other steps of requests': expect.stringContaining('onBeforeSendHeaders'),
  });
  const server = createServer((_request, response) => {
    response.setHeader('access-control-allow-origin', '*').end('there');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`;
  const fetched = async (...answers: unknown[]) => {
    await desktop.evaluateMain(
      (_electron, list) => void Object.assign(globalThis, { requestAnswers: list }),
      answers,
    );
    return page.evaluate(
      (address) =>
        fetch(address).then(
          (answer) => answer.text(),
          () => 'refused',
        ),
      url,
    );
  };
  try {
    expect(await fetched({})).toBe('there');
    expect(await fetched({ cancel: true })).toBe('refused');
    expect(await fetched(null, { cancel: false }, { cancel: true })).toBe('there');
    expect(await fetched({ redirectURL: 'http://127.0.0.1/' })).toBe('refused');
  } finally {
    server.close();
  }
  expect(await inMain<unknown[]>('requests')).toContainEqual({
    url,
    method: 'GET',
    resourceType: 'xhr',
    initiatorOrigin: 'app://tatap',
    webContentsId: expect.any(Number),
  });
  expect(await inMain('requestErrors')).toEqual([
    'onBeforeRequest: callback wants a response',
    'onBeforeRequest: callback was called twice',
  ]);
  expect(await inMain('refusals')).toMatchObject({
    'what requests do not say': expect.stringContaining('uploadData'),
  });
});

test('a window that is not sandboxed and isolated is not opened', async () => {
  expect(await inMain('refusals')).toMatchObject({
    'window without sandbox': expect.stringContaining('only sandboxed'),
    'window without isolation': expect.stringContaining('only sandboxed'),
    'window with node': expect.stringContaining('only sandboxed'),
    'window without autoplay': expect.stringContaining('autoplayPolicy'),
  });
});

test('a preload that is an ES module or requires anything but electron fails', async () => {
  await windowAt('/esm.html');
  await windowAt('/requires.html');
  await vi.waitFor(async () => {
    const { preloadErrors } = await desktop.electronState();
    expect(preloadErrors).toHaveLength(2);
    expect(preloadErrors).toContainEqual(expect.stringContaining('SyntaxError'));
    expect(preloadErrors).toContainEqual(expect.stringContaining('module not found: node:fs'));
  });
});

test('only a scheme registered as secure is a secure context', async () => {
  const insecure = await windowAt('/insecure.html');
  expect(await insecure.evaluate(() => [isSecureContext, 'mediaDevices' in navigator])).toEqual([
    false,
    false,
  ]);
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
});

test('the main process sees addresses as Electron has them', async () => {
  expect(await page.evaluate(() => bridge.invoke('who'))).toEqual(['app://tatap/index.html', null]);
});

test('values survive as structured clone has it, both ways', async () => {
  const survived = await page.evaluate(async () => {
    interface Circle {
      readonly nothing: undefined;
      readonly when: Date;
      readonly map: Map<string, Set<bigint>>;
      readonly bytes: Uint8Array;
      readonly not: number;
      self: Circle | null;
    }
    const circle: Circle = {
      nothing: undefined,
      when: new Date(5),
      map: new Map([['a', new Set([1n])]]),
      bytes: new Uint8Array([1, 2]),
      not: Number.NaN,
      self: null,
    };
    circle.self = circle;
    const back = (await bridge.invoke('echo', circle)) as Circle;
    return [
      back.self === back,
      'nothing' in back,
      back.when.getTime() === 5,
      back.map.get('a')?.has(1n),
      back.bytes[1] === 2,
      Number.isNaN(back.not),
    ];
  });
  expect(survived).toEqual([true, true, true, true, true, true]);
});

test('what the structured clone algorithm refuses is refused', async () => {
  const refusal = (channel: string | null) =>
    page.evaluate(
      (name) =>
        (name === null ? bridge.invokeWithFunction() : bridge.invoke(name)).then(
          () => 'answered',
          (error: Error) => error.message,
        ),
      channel,
    );
  const fromPage = await refusal(null);
  const fromMain = await refusal('function');
  const unhandled = await refusal('nobody');
  expect(fromPage).toContain('could not be cloned');
  expect(fromMain).toContain("Error invoking remote method 'function'");
  expect(fromMain).toContain('could not be cloned');
  expect(unhandled).toContain("No handler registered for 'nobody'");
  expect(await inMain('refusals')).toMatchObject({
    'sending a function': expect.stringContaining('could not be cloned'),
  });
});

test('the bridge copies data, freezes it, carries functions and only messages of errors', async () => {
  const seen = await page.evaluate(() => {
    const attempt = (step: () => unknown) => {
      try {
        return step();
      } catch (error) {
        return (error as Error).message;
      }
    };
    return {
      changed: attempt(() => bridge.data.list.push(3)),
      inside: bridge.readData(),
      replaced: attempt(() => {
        Object.assign(globalThis, { bridge: 1 });
      }),
      failed: attempt(() => bridge.fail()),
      again: attempt(() => bridge.exposeAgain()),
    };
  });
  expect(seen.changed).toContain('not extensible');
  expect(JSON.parse(seen.inside)).toMatchObject({ list: [1, 2] });
  expect(seen.replaced).toContain('read only');
  expect(seen.failed).toBe('no');
  expect(seen.again).toContain('existing property');
});

test('pushes arrive in order until the unsubscribe', async () => {
  const push = (value: number) =>
    desktop.evaluateMain(
      ({ BrowserWindow }, sent) => BrowserWindow.getAllWindows()[0]?.webContents.send('push', sent),
      value,
    );
  await page.evaluate(() => {
    const got: unknown[] = [];
    const off = bridge.on('push', (value) => {
      got.push(value);
      if (value === 2) off();
    });
    Object.assign(window, { got });
  });
  await push(1);
  await push(2);
  await push(3);
  // Behind the pushes on the same way.
  await page.evaluate(() => bridge.invoke('echo'));
  expect(await page.evaluate(() => Reflect.get(window, 'got'))).toEqual([1, 2]);
});

test('getUserMedia asks the request handler each time, and its answer counts', async () => {
  const open = () =>
    page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
        (stream) => stream.getTracks().length,
        (error: Error) => error.name,
      ),
    );
  expect(await open()).toBe(2);
  expect(await inMain('asked')).toContainEqual(['media', 'audio', 'video']);
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
    return { outcome, errors: await inMain('displayErrors') };
  }

  test('asks the permission handler, then the one for displays', async () => {
    expect(await capture(['listed', { video }])).toEqual({ outcome: 'monitor', errors: [] });
    expect(await inMain('asked')).toContainEqual(['media']);
    expect(await inMain('displayRequest')).toMatchObject({
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
    expect(await inMain('refusals')).toMatchObject({
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

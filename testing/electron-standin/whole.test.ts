/// <reference path="../../renderer/vite-env.d.ts" />
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RingingCall } from '@tatap/protocol/ipc';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Desktop, launchDesktop } from './launch.ts';
import { patienceMs, startWhole, type Whole } from './whole.fixture.ts';

let whole: Whole;
let desktop: Desktop;
beforeAll(async () => {
  whole = await startWhole();
  desktop = whole.desktop;
}, patienceMs);
afterAll(() => whole.close(), patienceMs);

const call: RingingCall = {
  callId: '7b0c2c0e-3f0a-4f0a-9d58-2f3f1f6d0a11',
  from: { id: 'rina', displayName: 'Rina', isContact: true },
  media: 'video',
  unconfirmed: false,
  language: 'en',
  theme: 'system',
};

const windows = async () => (await desktop.electronState()).windows;
const ring = (shown: RingingCall = call) =>
  desktop.mainWindow.evaluate((value) => window.tatap?.invoke('ringing.show', value), shown);
const ringingPage = () => desktop.window((page) => page.url().endsWith('/ringing.html'));
const pushed = () => desktop.mainWindow.evaluate(() => Reflect.get(window, 'pushed'));

test('the page asks and is answered, on a secure origin that the main process knows as app://', async () => {
  const page = desktop.mainWindow;
  const info = await page.evaluate(() => window.tatap?.invoke('app.info', undefined));
  expect(info).toMatchObject({
    version: '1.2.3',
    profile: null,
    defaultServerUrl: 'http://127.0.0.1:8787',
  });
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
  await vi.waitFor(async () =>
    expect(await windows()).toMatchObject([
      { url: 'app://tatap/index.html', visible: true, focused: true, title: 'Tatap' },
    ]),
  );
  const { tray, sandboxed, preloadErrors } = await desktop.electronState();
  expect(tray?.menu).toEqual(['Open Tatap', 'Settings…', 'Quit Tatap']);
  expect(sandboxed).toBe(true);
  expect(preloadErrors).toEqual([]);
});

test('the bridge refuses names and arguments that are not in the contract', async () => {
  const refused = (name: string, argument: unknown) =>
    desktop.mainWindow.evaluate(
      ([channel, value]) =>
        window.tatap?.invoke(channel as 'app.info', value as undefined).then(
          () => 'answered',
          (error: Error) => error.message,
        ),
      [name, argument] as const,
    );
  expect(await refused('toString', undefined)).toBe('argument-refused');
  expect(await refused('ELECTRON_BROWSER_SANDBOX_LOAD', undefined)).toBe('argument-refused');
  expect(await refused('settings.write', { theme: 'pink' })).toBe('argument-refused');
  expect(await refused('app.info', undefined)).toBe('answered');
});

/** The person closes the window; it goes on in the tray. */
async function leave(): Promise<void> {
  await desktop.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await vi.waitFor(async () => expect(await windows()).toMatchObject([{ visible: false }]), {
    timeout: patienceMs / 4,
  });
}

test('a call of somebody who looks at the window rings in it alone', async () => {
  await ring();
  await vi.waitFor(async () =>
    expect(
      await desktop.mainWindow.evaluate(() => window.tatap?.invoke('ringing.current', undefined)),
    ).toEqual(call),
  );
  expect(await windows()).toHaveLength(1);
  expect((await desktop.electronState()).notifications).toEqual([]);
  await desktop.mainWindow.evaluate(() => window.tatap?.invoke('ringing.hide', undefined));
});

test('an incoming call rings in a small window that is on top and takes no focus', async () => {
  await leave();
  await ring();
  const page = await ringingPage();
  await page.getByText('Rina').waitFor();
  await vi.waitFor(async () =>
    expect((await windows())[1]).toMatchObject({
      url: 'app://tatap/ringing.html',
      visible: true,
      focused: false,
      alwaysOnTop: true,
      skipTaskbar: true,
      bounds: { x: (1920 - 400) / 2, y: 16 },
    }),
  );
  expect((await desktop.electronState()).notifications).toMatchObject([
    { title: 'Rina', body: 'is calling you with video', shown: true },
  ]);

  const closed = page.waitForEvent('close');
  await desktop.mainWindow.evaluate(() => window.tatap?.invoke('ringing.hide', undefined));
  await closed;
  expect(await windows()).toHaveLength(1);
  expect((await desktop.electronState()).notifications).toMatchObject([{ shown: false }]);
});

test('accepting in the small window tells the main one and brings it to the front', async () => {
  await ring();
  const page = await ringingPage();
  await page.getByRole('button', { name: 'Accept' }).click();
  await vi.waitFor(async () =>
    expect(await pushed()).toContainEqual({
      name: 'ringing.acted',
      payload: { action: 'accept', callId: call.callId, media: 'video' },
    }),
  );
  await vi.waitFor(async () =>
    expect(await windows()).toMatchObject([{ visible: true, focused: true }]),
  );
});

test('the notification of a call warns of a new device of a verified person', async () => {
  await leave();
  await ring({ ...call, unconfirmed: true });
  const page = await ringingPage();
  await page.getByText('Rina').waitFor();
  const { notifications } = await desktop.electronState();
  expect(notifications.at(-1)).toMatchObject({
    body: expect.stringContaining('not this new device'),
  });
  const closed = page.waitForEvent('close');
  await desktop.mainWindow.evaluate(() => window.tatap?.invoke('ringing.hide', undefined));
  await closed;
});

test('a person who wants no notifications is not shown the small window', async () => {
  await leave();
  await desktop.mainWindow.evaluate(() =>
    window.tatap?.invoke('settings.write', { notifyIncomingCalls: false }),
  );
  const before = (await desktop.electronState()).notifications.length;
  await ring();
  expect(await windows()).toHaveLength(1);
  expect((await desktop.electronState()).notifications).toHaveLength(before);
  const current = () =>
    desktop.mainWindow.evaluate(() => window.tatap?.invoke('ringing.current', undefined));
  expect(await current()).toEqual(call);
  await desktop.mainWindow.evaluate(() => window.tatap?.invoke('ringing.hide', undefined));
  expect(await current()).toBeNull();
});

test('a page cannot leave the app, and links open outside only by a safe scheme', async () => {
  const page = desktop.mainWindow;
  await page.evaluate(() => {
    window.open('https://tatap.example/help');
    window.open('file:///etc/passwd');
    location.href = 'https://elsewhere.example/';
  });
  await vi.waitFor(() => expect(desktop.output()).toContain('navigation refused'));
  expect(page.url()).toMatch(/\/index\.html$/);
  const opened = (url: string) =>
    page.evaluate((value) => window.tatap?.invoke('links.open', value), url);
  expect(await opened('mailto:rina@tatap.example')).toBe(true);
  expect(await opened('ms-settings:privacy')).toBe(false);
  expect((await desktop.electronState()).openedExternally).toEqual([
    'https://tatap.example/help',
    'mailto:rina@tatap.example',
  ]);
});

test('a second start and a link reach the program that runs', async () => {
  const ask = () =>
    desktop.mainWindow.evaluate(() => window.tatap?.invoke('links.takePending', undefined));
  await expect(
    launchDesktop({
      appDir: whole.appDir,
      profileDir: whole.profileDir,
      args: ['tatap:call/budi'],
    }),
  ).rejects.toThrow('already running');
  await vi.waitFor(async () => expect(await ask()).toEqual({ action: 'call', id: 'budi' }));
  expect(await ask()).toBeNull();

  await desktop.evaluateMain(({ app }) =>
    app.emit('open-url', { preventDefault: () => undefined }, 'tatap://add/sari/'),
  );
  await vi.waitFor(async () =>
    expect(await pushed()).toContainEqual({
      name: 'link.opened',
      payload: { action: 'add', id: 'sari' },
    }),
  );
});

test('a server whose certificate is refused is named to the page', async () => {
  const file = (name: string) => join(whole.folder, name);
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...[
        '-days',
        '1',
        '-subj',
        '/CN=localhost',
        '-keyout',
        file('key.pem'),
        '-out',
        file('cert.pem'),
      ],
    ],
    { stdio: 'ignore' },
  );
  const server = createServer({
    key: readFileSync(file('key.pem')),
    cert: readFileSync(file('cert.pem')),
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await desktop.mainWindow.evaluate(async (at) => {
    await window.tatap?.invoke('server.check', `https://${at}`);
    fetch(`https://${at}/`).catch(() => undefined);
    new WebSocket(`wss://${at}/socket`);
  }, host);
  await vi.waitFor(async () => {
    const refusals = (await pushed()).filter(
      ({ name }: { name: string }) => name === 'server.certificateRefused',
    );
    expect(refusals).toHaveLength(2);
    expect(refusals[0].payload).toEqual({ host, error: 'net::ERR_CERT_AUTHORITY_INVALID' });
    expect(refusals[1]).toEqual(refusals[0]);
  });
  server.close();
});

test('a call keeps the screen on, until it ends or its page is loaded anew', async () => {
  const set = (value: boolean) =>
    desktop.mainWindow.evaluate(
      (inCall) => window.tatap?.invoke('window.setInCall', inCall),
      value,
    );
  const blockers = async () => (await desktop.electronState()).powerSaveBlockers;
  await set(true);
  await set(true);
  expect(await blockers()).toBe(1);
  await set(false);
  expect(await blockers()).toBe(0);
  await set(true);
  const loaded = desktop.mainWindow.waitForEvent('load');
  await desktop.evaluateMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.reload(),
  );
  await loaded;
  expect(await blockers()).toBe(0);
});

test('a page whose process crashed is loaded again', async () => {
  await desktop.evaluateMain(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('render-process-gone', () =>
      contents.once('did-finish-load', () => Reflect.set(globalThis, 'loadedAgain', true)),
    );
  });
  const session = await desktop.mainWindow.context().newCDPSession(desktop.mainWindow);
  // Never answered: the process that would is gone.
  void session.send('Page.crash').catch(() => undefined);
  await vi.waitFor(
    async () =>
      expect(await desktop.evaluateMain(() => Reflect.get(globalThis, 'loadedAgain'))).toBe(true),
    { timeout: patienceMs / 2 },
  );
  expect(desktop.output()).toContain('"reaction":"reload"');
});

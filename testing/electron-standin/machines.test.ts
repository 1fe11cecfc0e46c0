/// <reference path="../../renderer/vite-env.d.ts" />
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RingingCall } from '@tatap/protocol/ipc';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { limit } from '../../tools/test/pace.ts';
import { buildFixture } from './fixture/build.ts';
import type { Machine } from './host/machine.ts';
import { type Desktop, type LaunchDesktopOptions, launchDesktop } from './launch.ts';

/** The program on computers that are not the usual one; each is started once for all its tests. */
const folder = mkdtempSync(join(tmpdir(), 'tatap-machines-'));
const appDir = join(folder, 'app');
/** Time limit of a test, in milliseconds; other tests may run on the same cores. */
const patienceMs = limit(120_000);
let desktop: Desktop;
let starts = 0;

vi.setConfig({ testTimeout: patienceMs });
beforeAll(() => buildFixture(appDir), patienceMs);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

function launch(
  machine: Partial<Machine>,
  options: Partial<LaunchDesktopOptions> = {},
): Promise<Desktop> {
  const profileDir = join(folder, `profile-${starts++}`);
  return launchDesktop({ appDir, profileDir, machine, ...options });
}

/** Starts a computer before the tests of a group, and ends it after them. */
function onMachine(machine: Partial<Machine>, options?: Partial<LaunchDesktopOptions>): void {
  beforeAll(async () => {
    desktop = await launch(machine, options);
    await isShown();
  }, patienceMs);
  afterAll(() => desktop.close(), patienceMs);
}

const call: RingingCall = {
  callId: '7b0c2c0e-3f0a-4f0a-9d58-2f3f1f6d0a11',
  from: { id: 'rina', displayName: 'Rina', isContact: true },
  media: 'video',
  unconfirmed: false,
  language: 'en',
  theme: 'system',
};
const state = () => desktop.electronState();
const main = async () => (await state()).windows[0];
const small = async () => (await state()).windows.find(({ url }) => url.endsWith('/ringing.html'));
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: patienceMs / 4 });
const isShown = () => until(async () => expect(await main()).toMatchObject({ visible: true }));
const isHidden = () => until(async () => expect(await main()).toMatchObject({ visible: false }));
const isSeen = () =>
  desktop.mainWindow.evaluate(() => window.tatap?.invoke('window.isSeen', undefined));

/** The person closes the window. */
const close = () =>
  desktop.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
/** The person opens it again by the Dock or the taskbar. */
const reopen = async () => {
  await desktop.evaluateMain(({ app }) => app.emit('activate'));
  await isShown();
};

/** The page asks for a screen: the kinds of tracks, or the error's name; and how the program says it ended. */
const shareScreen = () =>
  desktop.mainWindow.evaluate(async () => {
    const given = await navigator.mediaDevices.getDisplayMedia({ video: true }).then(
      (stream) => stream.getTracks().map(({ kind }) => kind),
      (error: Error) => error.name,
    );
    return [given, await window.tatap?.invoke('screen.outcome', undefined)];
  });
const fakeDevices = {
  chromiumArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
};

/** A call comes to a window that is closed, and is over when the checks are. */
async function duringCall(check: () => Promise<void>): Promise<void> {
  await close();
  await isHidden();
  await desktop.mainWindow.evaluate((value) => window.tatap?.invoke('ringing.show', value), call);
  await until(async () => expect(await small()).toMatchObject({ visible: true }));
  await check();
  await desktop.mainWindow.evaluate(() => window.tatap?.invoke('ringing.hide', undefined));
  await reopen();
}

describe('on Wayland', () => {
  onMachine({ display: 'wayland' }, fakeDevices);

  test('a screen is chosen in the portal, which is asked once and for no pictures', async () => {
    expect((await shareScreen())[0]).toEqual(['video']);
    const { captures, mishaps } = await state();
    expect(captures).toEqual([{ id: 'screen:0:0', audio: null }]);
    expect(mishaps).toEqual([]);
  });

  test('the windows come although they are never said to be ready, and the notification carries the call', () =>
    duringCall(async () => {
      // Neither place nor height can be asked for there.
      expect(await small()).toMatchObject({ alwaysOnTop: false });
      expect((await state()).notifications).toMatchObject([
        { title: 'Rina', urgency: 'critical', shown: true },
      ]);
    }));
});

describe('on Wayland without a portal', () => {
  onMachine({ display: 'wayland', screens: 'failing' }, fakeDevices);

  test('a screen is not given, and the page can say that it failed', async () => {
    expect(await shareScreen()).toEqual(['AbortError', 'failed']);
  });
});

describe("on macOS with the system's picker", () => {
  onMachine({ platform: 'darwin', tray: 'missing', systemPicker: 'timeout' }, fakeDevices);

  test('nobody is asked in the window, and the page hears that nothing was chosen', async () => {
    expect(await shareScreen()).toEqual(['AbortError', 'unknown']);
    expect((await state()).captures).toEqual([]);
  });
});

describe('on macOS', () => {
  onMachine({ platform: 'darwin', tray: 'missing', mediaConsent: 'asks-denied' });

  test('notifications are asked for before the first call', async () => {
    expect((await state()).notificationsAsked).toBe(false);
    await desktop.mainWindow.evaluate(() => window.tatap?.invoke('ringing.askToNotify', undefined));
    const { notificationsAsked, notifications } = await state();
    expect([notificationsAsked, notifications]).toEqual([true, []]);
  });

  test('a call leaves the program in the Dock, is above all, and has buttons', () =>
    duringCall(async () => {
      expect(await small()).toMatchObject({ alwaysOnTop: true });
      const { mishaps, notifications } = await state();
      expect(mishaps).toEqual([]);
      expect(notifications).toMatchObject([{ actions: ['Accept', 'Decline'] }]);
    }));

  test('closing from full screen leaves that first', async () => {
    await desktop.evaluateMain(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const entered = new Promise<void>((resolve) => window?.once('enter-full-screen', resolve));
      window?.setFullScreen(true);
      await entered;
      window?.close();
    });
    await until(async () =>
      expect(await main()).toMatchObject({ visible: false, fullScreen: false }),
    );
    expect((await state()).mishaps).toEqual([]);
  });

  test('a click on the tray opens its menu and nothing else', async () => {
    expect((await state()).tray).toMatchObject({ clicks: false });
  });

  test('a no to the camera is one', async () => {
    const opened = await desktop.mainWindow.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).catch((error: Error) => error.name),
    );
    expect(opened).toBe('NotAllowedError');
  });
});

describe('on Windows, where another program has the focus', () => {
  onMachine({ platform: 'win32', focus: 'refused' });

  test('the window asks for attention', async () => {
    expect(await main()).toMatchObject({ focused: false, flashing: true });
  });

  test('the badge is drawn anew when the window appears', async () => {
    await close();
    await isHidden();
    await desktop.mainWindow.evaluate(() => window.tatap?.invoke('app.setMissedCount', 3));
    expect(await main()).toMatchObject({ badge: 0 });
    await reopen();
    expect(await main()).toMatchObject({ badge: 3 });
  });

  test('a call has buttons in its notification, which lies over no button of its window', () =>
    duringCall(async () => {
      expect(await small()).toMatchObject({ bounds: { x: (1920 - 400) / 2, y: 16 } });
      expect((await state()).notifications).toMatchObject([{ actions: ['Accept', 'Decline'] }]);
    }));
});

describe('on the usual computer', () => {
  onMachine({});

  test('keys for play and pause are left to other programs', async () => {
    expect((await state()).switches).toEqual([
      'disable-features=HardwareMediaKeyHandling,MediaSessionService',
    ]);
  });

  test('scripts of the app are kept compiled', async () => {
    expect((await state()).codeCached).toEqual(['app']);
  });

  test('links are left to the program that is installed', async () => {
    expect((await state()).protocolClients).toEqual([]);
  });

  test('closing hides the window, and the page knows that nobody sees it', async () => {
    expect(await isSeen()).toBe(true);
    await close();
    await isHidden();
    expect(await isSeen()).toBe(false);
    expect(await desktop.mainWindow.evaluate(() => document.visibilityState)).toBe('visible');
    await reopen();
  });

  test('the zoom of the main window is not that of the small one', async () => {
    await desktop.evaluateMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1.5),
    );
    await duringCall(async () => expect(await small()).toMatchObject({ zoomFactor: 1 }));
    expect(await main()).toMatchObject({ zoomFactor: 1.5 });
  });

  test('a right click in a text field has a menu', async () => {
    await desktop.evaluateMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.emit(
        'context-menu',
        {},
        {
          isEditable: true,
          selectionText: '',
          misspelledWord: '',
          dictionarySuggestions: [],
          editFlags: {},
        },
      ),
    );
    expect((await state()).popups).toEqual([
      ['Undo', 'Redo', 'Cut', 'Copy', 'Paste', 'Select All'],
    ]);
  });
});

describe('on a Linux desktop without services, started by root', () => {
  onMachine(
    {
      tray: 'missing',
      keychain: 'no-service',
      notifications: 'refused',
      switches: ['--no-sandbox', '--lang=en-US'],
    },
    { args: ['--hidden', '--register-links'] },
  );

  test('the window is shown even if it was to start hidden: nothing would bring it back', isShown);

  test('a session is not kept under a key that everybody knows', async () => {
    const session = { serverUrl: 'https://a.example', accountId: 'rina', token: 'secret-token' };
    const written = await desktop.mainWindow.evaluate(
      (value) => window.tatap?.invoke('session.write', value),
      session,
    );
    expect(written).toEqual({ persisted: false });
  });

  test('links come to the folder of the program, whatever stands before it', async () => {
    expect((await state()).protocolClients).toEqual([
      { scheme: 'tatap', program: expect.any(String), args: [appDir] },
    ]);
  });

  test('the sandbox is not switched on against who started the program', async () => {
    const { mishaps, sandboxed } = await state();
    expect([mishaps, sandboxed]).toEqual([[], false]);
  });

  test('a notification that fails is written down', async () => {
    await desktop.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
    await desktop.mainWindow.evaluate((value) => window.tatap?.invoke('ringing.show', value), call);
    await until(async () => expect(desktop.output()).toContain('notification not shown'));
  });

  test('closing the window ends the program', async () => {
    await close();
    expect(await desktop.exited).toBe(0);
  });
});

test('in a dark app no window is white before its page is drawn', async () => {
  const profileDir = join(folder, 'dark');
  desktop = await launch({}, { profileDir });
  await isShown();
  await desktop.mainWindow.evaluate(() =>
    window.tatap?.invoke('settings.write', { theme: 'dark' }),
  );
  expect((await state()).themeSource).toBe('dark');
  await desktop.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize());
  await desktop.close();
  desktop = await launch({ isPackaged: true }, { profileDir });
  await until(async () => expect(await main()).toMatchObject({ visible: true, maximized: true }));
  const { mishaps, themeSource, protocolClients } = await state();
  expect([mishaps, themeSource]).toEqual([[], 'dark']);
  const info = await desktop.mainWindow.evaluate(() => window.tatap?.invoke('app.info', undefined));
  // An installed program that nobody told a server of asks for one, and takes the links.
  expect(info?.defaultServerUrl).toBeNull();
  expect(protocolClients).toEqual([{ scheme: 'tatap', program: null, args: [] }]);
  await desktop.close();
});

test('an installed program opens no debugger', async () => {
  await expect(
    launch({ isPackaged: true }, { args: ['--remote-debugging-port=9222'] }),
  ).rejects.toThrow('--remote-debugging-port is not possible');
});

test('a smoke test ends the program when its page has loaded', async () => {
  // It may end before anybody has seen its window, or just after.
  const said = await launch({}, { args: ['--smoke-test'] }).then(
    async (program) => {
      await program.exited;
      return program.output();
    },
    (error: Error) => error.message,
  );
  expect(said).toContain('tatap: started');
});

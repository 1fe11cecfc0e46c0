import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { spawnBrowser } from '../../testing/electron-standin/chromium/browser.ts';
import { OriginMap } from '../../testing/electron-standin/chromium/origins.ts';
import { launchDesktop, type SharedContext } from '../../testing/electron-standin/launch.ts';
import { sandboxFlags } from '../../tools/browsers.ts';
import { exitOf, root } from '../../tools/process.ts';
import { limit } from '../../tools/test/pace.ts';
import { calmCamera } from '../media/camera.ts';
import { type FakeDevices, fakeDeviceFlags } from '../media/people.ts';
import { countStart } from './browser-starts.ts';
import type { App, Host, LaunchOptions } from './host.ts';
import { type KeptBrowser, KeptBrowsers } from './kept-browsers.ts';
import { browserProgram } from './web.ts';

/** Where the app's pages are in Chromium. */
function appOrigin(): string {
  const origins = new OriginMap();
  origins.add('app', true);
  return origins.toPage('app://tatap');
}

async function startKept(devices: FakeDevices): Promise<KeptBrowser> {
  countStart();
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'tatap-stand-in-'));
  const spawned = await spawnBrowser({
    executablePath: browserProgram({ own: false }),
    userDataDir,
    args: [...sandboxFlags(), ...fakeDeviceFlags(devices)],
  });
  const browser = await chromium.connectOverCDP(spawned.endpoint);
  return {
    browser,
    endpoint: spawned.endpoint,
    async close() {
      // A browser that closes itself also ends its child processes. The spec may have ended it
      // already.
      await browser
        .newBrowserCDPSession()
        .then((devtools) => devtools.send('Browser.close'))
        .catch(() => undefined);
      const killer = setTimeout(() => spawned.process.kill('SIGKILL'), limit(5_000));
      await exitOf(spawned.process);
      clearTimeout(killer);
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The context as the stand-in's process names it, which only a page can tell. */
async function sharedContext(context: BrowserContext, endpoint: string): Promise<SharedContext> {
  const page = context.pages()[0] ?? (await context.newPage());
  const devtools = await context.newCDPSession(page);
  const { targetInfo } = await devtools.send('Target.getTargetInfo');
  await page.close();
  return { endpoint, context, contextId: targetInfo.browserContextId ?? '' };
}

/** The built app on the stand-in for Electron: Node, and windows that are pages of Chromium. */
export function standIn(environment: (options: LaunchOptions) => Record<string, string>): Host {
  const kept = new KeptBrowsers(startKept);
  const share = async (options: LaunchOptions, locale: string): Promise<SharedContext> => {
    const { context, endpoint } = await kept.open(options.profileDir, {
      devices: options.devices,
      origin: appOrigin(),
      // The window decides how large its page is.
      context: { locale, viewport: null, reducedMotion: 'reduce' },
    });
    if (endpoint === null) throw new Error('the kept browser has no endpoint');
    return sharedContext(context, endpoint);
  };
  return {
    kind: 'desktop',
    description: 'stand-in for Electron (its program is not on this machine)',
    camera: calmCamera,
    async launch(options: LaunchOptions): Promise<App> {
      const locale = options.locale ?? 'en-US';
      const isOwn = options.browser === 'own';
      if (isOwn) countStart();
      const desktop = await launchDesktop({
        profileDir: path.join(options.profileDir, 'desktop'),
        env: environment(options),
        locale,
        appDir: options.appDir ?? root,
        ...(isOwn
          ? { chromiumArgs: [...fakeDeviceFlags(options.devices), ...(options.flags ?? [])] }
          : { shared: await share(options, locale) }),
      });
      return {
        page: desktop.mainWindow,
        otherWindows: () => desktop.windows().filter((window) => window !== desktop.mainWindow),
        leave: () =>
          desktop.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide()),
        close: () => desktop.close(),
      };
    },
    save: (profileDir) => kept.save(profileDir),
    forget: (profileDir) => kept.forget(profileDir),
    close: () => kept.close(),
  };
}

import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { sandboxFlags } from '../../tools/browsers.ts';
import { chromiumForTests, pageBrowserForTests } from '../../tools/test/browsers.ts';
import { calmCamera } from '../media/camera.ts';
import { type FakeDevices, fakeDeviceFlags, loopbackFlag } from '../media/people.ts';
import { countStart } from './browser-starts.ts';
import type { App, Host, LaunchOptions } from './host.ts';
import { fillFromFolder, type KeptBrowser, KeptBrowsers } from './kept-browsers.ts';

/**
 * The program of the browser for pages and windows of the stand-in.
 *
 * @param own - whether the browser is started for one launch only; then it is full Chromium
 * @throws {Error} if no Chromium is installed
 */
export function browserProgram({ own }: { readonly own: boolean }): string {
  const program = own ? chromiumForTests() : pageBrowserForTests();
  if (program === null) throw new Error('No Chromium here; npm test installs one.');
  return program;
}

const contextOptions = ({ locale }: LaunchOptions) => ({
  permissions: ['camera', 'microphone', 'notifications'],
  viewport: { width: 1180, height: 760 },
  locale: locale ?? 'en-US',
  reducedMotion: 'reduce' as const,
});

/** A browser of this launch alone, with its profile on disk. */
async function launchOwn(options: LaunchOptions): Promise<BrowserContext> {
  const { profileDir, serverUrl, devices, soundServer, flags = [] } = options;
  countStart();
  const context = await chromium.launchPersistentContext(path.join(profileDir, 'chromium'), {
    executablePath: browserProgram({ own: true }),
    args: [
      ...(soundServer === undefined ? fakeDeviceFlags(devices) : [loopbackFlag]),
      ...sandboxFlags(),
      ...flags,
    ],
    ...contextOptions(options),
    // Playwright mutes a browser that has no window.
    ...(soundServer === undefined
      ? {}
      : {
          ignoreDefaultArgs: ['--mute-audio'],
          env: { ...process.env, PULSE_SERVER: soundServer },
        }),
  });
  await fillFromFolder(context, new URL(serverUrl).origin, profileDir);
  return context;
}

/** Ends a browser of a launch alone. */
async function closeOwn(context: BrowserContext): Promise<void> {
  // Tab by tab, as a person does: storage is written when the last page of an origin is gone,
  // and the browser that ends with its pages may lose what they wrote last.
  await context.newPage();
  for (const open of context.pages().slice(0, -1)) await open.close();
  await context.close();
}

async function startKept(devices: FakeDevices): Promise<KeptBrowser> {
  countStart();
  const browser = await chromium.launch({
    executablePath: browserProgram({ own: false }),
    args: [...fakeDeviceFlags(devices), ...sandboxFlags()],
  });
  return { browser, endpoint: null, close: () => browser.close() };
}

export const webDescription = 'web client in a tab of Chromium';

/** The web client, as a guest uses it: a tab of Chromium on the page that the server serves. */
export function web(): Host {
  const kept = new KeptBrowsers(startKept);
  return {
    kind: 'web',
    description: webDescription,
    camera: calmCamera,
    async launch(options: LaunchOptions): Promise<App> {
      const { profileDir, serverUrl, devices } = options;
      const isOwn = options.browser === 'own';
      const context = isOwn
        ? await launchOwn(options)
        : (
            await kept.open(profileDir, {
              devices,
              origin: new URL(serverUrl).origin,
              context: contextOptions(options),
            })
          ).context;
      let gone = false;
      context.once('close', () => {
        gone = true;
      });
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(serverUrl);
      return {
        page,
        otherWindows: () => context.pages().filter((other) => other !== page),
        leave: async () => (await context.newPage()).bringToFront(),
        async close() {
          if (gone) return;
          if (isOwn) await closeOwn(context);
          else await Promise.all(context.pages().map((open) => open.close()));
        },
      };
    },
    save: (profileDir) => kept.save(profileDir),
    forget: (profileDir) => kept.forget(profileDir),
    close: () => kept.close(),
  };
}

import path from 'node:path';
import { chromium } from '@playwright/test';
import { sandboxFlags } from '../../tools/browsers.ts';
import { chromiumForTests } from '../../tools/test/chromium.ts';
import { fakeDeviceFlags, loopbackFlag } from '../media/people.ts';
import { type App, calmFps, type Host, type LaunchOptions } from './host.ts';

/** The browser for pages and stand-in windows. @throws {Error} where there is none. */
export function browserProgram(): string {
  const program = chromiumForTests();
  if (program === null) throw new Error('No Chromium here; npm test installs one.');
  return program;
}

async function launch(options: LaunchOptions): Promise<App> {
  const { profileDir, serverUrl, devices, locale, soundServer, flags = [] } = options;
  // Fake devices are flags of the whole browser, so each person has a browser of their own.
  const context = await chromium.launchPersistentContext(path.join(profileDir, 'chromium'), {
    executablePath: browserProgram(),
    args: [
      ...(soundServer === undefined ? fakeDeviceFlags(devices) : [loopbackFlag]),
      ...sandboxFlags(),
      ...flags,
    ],
    permissions: ['camera', 'microphone', 'notifications'],
    viewport: { width: 1180, height: 760 },
    locale: locale ?? 'en-US',
    // Playwright mutes a browser that has no window.
    ...(soundServer === undefined
      ? {}
      : {
          ignoreDefaultArgs: ['--mute-audio'],
          env: { ...process.env, PULSE_SERVER: soundServer },
        }),
  });
  let gone = false;
  context.once('close', () => {
    gone = true;
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(serverUrl);
  return {
    page,
    otherWindows: () => context.pages().filter((other) => other !== page),
    async close() {
      if (gone) return;
      // Tab by tab, as a person does: storage is written when the last page of an origin is gone,
      // and the browser that ends with its pages may lose what they wrote last.
      await context.newPage();
      for (const open of context.pages().slice(0, -1)) await open.close();
      await context.close();
    },
  };
}

/** The web client, as a guest uses it: a tab of Chromium on the page that the server serves. */
export const web: Host = {
  kind: 'web',
  description: 'web client in a tab of Chromium',
  cameraFps: calmFps,
  launch,
};

/** The same, launched with something else than usual. */
export const webWith = (more: Partial<LaunchOptions>): Host => ({
  ...web,
  launch: (options) => launch({ ...options, ...more }),
});

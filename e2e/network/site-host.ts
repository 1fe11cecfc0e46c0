import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { sandboxFlags } from '../../tools/browsers.ts';
import { countStart } from '../hosts/browser-starts.ts';
import { type App, type Host, type LaunchOptions, nothingKept } from '../hosts/host.ts';
import { browserProgram } from '../hosts/web.ts';
import { fullCamera } from '../media/camera.ts';
import { fakeDeviceFlags } from '../media/people.ts';
import { keepLinks } from './links.ts';

/** The web client in a Chromium that lives on a computer of the lab. */
export function siteHost(namespace: string, spkiHash: string): Host {
  return {
    kind: 'web',
    description: `web client in Chromium in ${namespace}`,
    camera: fullCamera,
    ...nothingKept,
    async launch({ profileDir, serverUrl, devices }: LaunchOptions): Promise<App> {
      countStart();
      const context = await chromium.launchPersistentContext(path.join(profileDir, 'chromium'), {
        executablePath: await wrapper(namespace, profileDir),
        args: [
          ...fakeDeviceFlags(devices).filter((flag) => !flag.includes('loopback')),
          ...sandboxFlags(),
          // Covers turns: as well, which Playwright's `ignoreHTTPSErrors` does not.
          `--ignore-certificate-errors-spki-list=${spkiHash}`,
        ],
        permissions: ['camera', 'microphone', 'notifications'],
        viewport: { width: 1180, height: 760 },
        locale: 'en-US',
      });
      await context.addInitScript(keepLinks);
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(serverUrl);
      return {
        page,
        otherWindows: () => context.pages().filter((other) => other !== page),
        leave: async () => (await context.newPage()).bringToFront(),
        close: () => context.close(),
      };
    },
  };
}

/** Playwright's pipes survive the change of namespace, so one driver outside steers all. */
async function wrapper(namespace: string, folder: string): Promise<string> {
  const file = path.join(path.dirname(folder), `chromium-in-${namespace}`);
  await writeFile(
    file,
    `#!/bin/sh\nexec ip netns exec ${namespace} ${browserProgram({ own: false })} "$@"\n`,
  );
  await chmod(file, 0o755);
  return file;
}

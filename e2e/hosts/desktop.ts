import path from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { sandboxFlags } from '../../tools/browsers.ts';
import { root } from '../../tools/process.ts';
import { hasDisplay } from '../../tools/start/display.ts';
import { installedElectron } from '../../tools/start/electron.ts';
import { calmCamera } from '../media/camera.ts';
import { fakeDeviceFlags, fakeUiFlag } from '../media/people.ts';
import { countStart } from './browser-starts.ts';
import { type App, type Host, type LaunchOptions, nothingKept } from './host.ts';
import { standIn } from './stand-in.ts';

/** What a person's environment says to the app, with nothing of the test run's own left in it. */
function environment({ serverUrl, locale }: LaunchOptions): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name.startsWith('TATAP_') ? [] : [[name, value] as const],
  );
  const language = (locale ?? 'en-US').replace('-', '_');
  return {
    ...Object.fromEntries(inherited),
    LANG: `${language}.UTF-8`,
    LANGUAGE: language,
    // With Wayland the system's portal asks what to share, and no spec can answer it.
    XDG_SESSION_TYPE: 'x11',
    TATAP_SERVER_URL: serverUrl,
  };
}

/** The real app, through Playwright's driver for Electron. */
function realElectron(program: string): Host {
  return {
    kind: 'desktop',
    description: `real Electron (${program})`,
    camera: calmCamera,
    // A program and its Chromium are one: each launch starts both.
    ...nothingKept,
    async launch(options: LaunchOptions): Promise<App> {
      countStart();
      const app = await _electron.launch({
        executablePath: program,
        // As people start it. Playwright takes the sandbox away otherwise.
        chromiumSandbox: process.getuid?.() !== 0,
        args: [
          ...sandboxFlags(),
          // Its own handlers say what may be captured; with a faked UI nobody would ask them.
          ...fakeDeviceFlags(options.devices).filter((flag) => flag !== fakeUiFlag),
          ...(options.flags ?? []),
          `--lang=${options.locale ?? 'en-US'}`,
          options.appDir ?? root,
          `--user-data-dir=${path.join(options.profileDir, 'desktop')}`,
        ],
        env: environment(options),
      });
      const page: Page = await app.firstWindow();
      return {
        page,
        otherWindows: () => app.windows().filter((window) => window !== page),
        leave: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide()),
        close: () => app.close(),
      };
    },
  };
}

/**
 * The desktop app: in real Electron where its program is here, else in the stand-in. With
 * `TATAP_E2E_REAL_ELECTRON` nothing but the real one counts.
 *
 * @throws {Error} where the real one is asked for and is not here.
 */
export function desktop(): Host {
  const program = installedElectron();
  if (program !== null && hasDisplay()) return realElectron(program);
  if (process.env['TATAP_E2E_REAL_ELECTRON']) {
    throw new Error('TATAP_E2E_REAL_ELECTRON is set, and Electron or a display is not here.');
  }
  return standIn(environment);
}

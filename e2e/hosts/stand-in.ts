import path from 'node:path';
import { launchDesktop } from '../../testing/electron-standin/launch.ts';
import { root } from '../../tools/process.ts';
import { fakeDeviceFlags } from '../media/people.ts';
import { type App, calmFps, type Host, type LaunchOptions } from './host.ts';

/** The built app on the stand-in for Electron: Node, and windows that are pages of Chromium. */
export function standIn(environment: (options: LaunchOptions) => Record<string, string>): Host {
  return {
    kind: 'desktop',
    description: 'stand-in for Electron (its program is not on this machine)',
    cameraFps: calmFps,
    async launch(options: LaunchOptions): Promise<App> {
      const desktop = await launchDesktop({
        profileDir: path.join(options.profileDir, 'desktop'),
        env: environment(options),
        chromiumArgs: [...fakeDeviceFlags(options.devices), ...(options.flags ?? [])],
        locale: options.locale ?? 'en-US',
        appDir: options.appDir ?? root,
      });
      return {
        page: desktop.mainWindow,
        otherWindows: () => desktop.windows().filter((window) => window !== desktop.mainWindow),
        close: () => desktop.close(),
      };
    },
  };
}

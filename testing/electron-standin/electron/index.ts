import type * as Electron from 'electron';
import type { Context } from '../host/context.ts';
import { strict } from '../strict.ts';
import { AppStandIn } from './app.ts';
import { DesktopCapturerStandIn } from './desktop-capturer.ts';
import { DisplayMediaStandIn } from './display-media.ts';
import { IpcMainStandIn } from './ipc-main.ts';
import { createMenuClass } from './menu.ts';
import { createNotificationClass } from './notification.ts';
import { ProtocolStandIn } from './protocol.ts';
import { createSafeStorage } from './safe-storage.ts';
import { SessionStandIn } from './session.ts';
import {
  createDialog,
  createNativeImage,
  createNativeTheme,
  createNet,
  createPowerMonitor,
  createPowerSaveBlocker,
  createScreen,
  createShell,
  createSystemPreferences,
} from './small-modules.ts';
import { createTrayClass } from './tray.ts';
import { Windows } from './windows.ts';

/** The module `electron` of a main process, as far as there is one. */
export interface StandInModule {
  readonly electron: Partial<typeof Electron>;
  readonly app: AppStandIn;
  readonly windows: Windows;
}

export function createElectron(context: Context): StandInModule {
  const app = new AppStandIn(context);
  const ipc = new IpcMainStandIn();
  const protocol = new ProtocolStandIn(context);
  const capturer = new DesktopCapturerStandIn(context);
  const displayMedia = new DisplayMediaStandIn(context, capturer);
  const session = new SessionStandIn(context, protocol, displayMedia);
  const windows = new Windows({ context, ipc, protocol, session }, app);
  app.attach(windows);
  return {
    app,
    windows,
    electron: {
      app: app.api,
      BrowserWindow: windows.asClass(),
      desktopCapturer: capturer.api,
      dialog: createDialog(context),
      ipcMain: ipc.api,
      Menu: createMenuClass(context),
      nativeImage: createNativeImage(),
      nativeTheme: createNativeTheme(context),
      net: createNet(context),
      Notification: createNotificationClass(context),
      powerMonitor: createPowerMonitor(),
      powerSaveBlocker: createPowerSaveBlocker(context),
      protocol: protocol.api,
      safeStorage: createSafeStorage(context),
      screen: createScreen(context),
      session: strict<(typeof Electron)['session']>(
        'session',
        Object.defineProperty({}, 'defaultSession', {
          get: () => {
            context.requireReady('session.defaultSession');
            return session.api;
          },
        }),
      ),
      shell: createShell(context),
      systemPreferences: createSystemPreferences(context),
      Tray: createTrayClass(context),
    },
  };
}

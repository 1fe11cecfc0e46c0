import { hostname } from 'node:os';
import type { InvokeResult } from '@tatap/protocol/ipc';
import { app } from 'electron';
import type { Farewell } from '../app/farewell.ts';
import type { DeepLinks } from '../links/deep-links.ts';
import type { Logger } from '../log/log.ts';
import type { Servers } from '../net/servers.ts';
import type { ScreenSharing } from '../screen/screen-sharing.ts';
import { openExternal } from '../security/navigation.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Badge } from '../system/attention.ts';
import { askToNotify } from '../system/call-notification.ts';
import { openMediaSettings, requestMediaAccess } from '../system/media-access.ts';
import type { InCall } from '../system/power.ts';
import type { Ringing } from '../system/ringing.ts';
import type { MainWindow } from '../windows/main-window.ts';
import type { IpcHandlers } from './door.ts';

export interface HandlerDependencies {
  readonly settings: SettingsStore;
  readonly session: SessionStore;
  readonly mainWindow: MainWindow;
  readonly ringing: Ringing;
  readonly screens: ScreenSharing;
  readonly setScreenShared: (shared: boolean) => void;
  readonly links: DeepLinks;
  readonly inCall: InCall;
  readonly badge: Badge;
  readonly farewell: Farewell;
  readonly profile: string | null;
  readonly defaultServerUrl: string | null;
  readonly servers: Servers;
  readonly log: Logger;
}

/** What each invocation of the contract does. */
export function createHandlers(deps: HandlerDependencies): IpcHandlers {
  const { settings, session, mainWindow, ringing, screens, links, inCall, log } = deps;
  return {
    'app.info': () => ({
      version: app.getVersion(),
      platform: platformName(process.platform),
      profile: deps.profile,
      defaultServerUrl: deps.defaultServerUrl,
      hostName: hostname(),
    }),
    'settings.read': () => ({ settings: settings.read(), keptAside: settings.keptAside }),
    'settings.write': (patch) => settings.write(patch),
    'session.read': async () => {
      const stored = await session.read();
      deps.servers.signedIn(stored);
      return stored;
    },
    'session.write': (stored) => {
      deps.servers.signedIn(stored);
      return session.write(stored);
    },
    'server.check': (serverUrl) => {
      deps.servers.check(serverUrl);
    },
    'media.requestAccess': (kind) => requestMediaAccess(kind),
    'media.openSystemSettings': (kind) => openMediaSettings(kind),
    'screen.sources': () => screens.sources(),
    'screen.choose': (choice) => {
      screens.choose(choice);
    },
    'screen.outcome': () => screens.outcome,
    'screen.setShared': (shared) => {
      deps.setScreenShared(shared);
    },
    'ringing.show': (call) => {
      ringing.show(call);
    },
    'ringing.hide': () => {
      ringing.hide();
    },
    'ringing.current': () => ringing.current(),
    'ringing.act': (action) => {
      ringing.act(action);
    },
    'ringing.askToNotify': () => {
      askToNotify();
    },
    'window.focus': () => {
      mainWindow.show();
    },
    'window.isSeen': () => mainWindow.isSeen,
    'window.setInCall': (running) => {
      inCall.set(running);
    },
    'app.setMissedCount': (count) => {
      deps.badge.set(count);
    },
    'app.farewellSaid': () => {
      deps.farewell.said();
    },
    'links.open': (url) => openExternal(url, log),
    'links.takePending': () => links.takePending(),
  };
}

function platformName(platform: NodeJS.Platform): InvokeResult<'app.info'>['platform'] {
  if (platform === 'win32') return 'windows';
  return platform === 'darwin' ? 'macos' : 'linux';
}

import { app, session as electronSession, ipcMain } from 'electron';
import { resolveLanguage, type Texts, textsFor } from '../i18n/texts.ts';
import { setupIpc } from '../ipc/door.ts';
import { createHandlers } from '../ipc/handlers.ts';
import { DeepLinks, registerDeepLinkScheme, setupDeepLinks } from '../links/deep-links.ts';
import type { Logger } from '../log/log.ts';
import { setupContextMenu } from '../menu/context-menu.ts';
import { setupMenu } from '../menu/menu.ts';
import { TrayIcon } from '../menu/tray.ts';
import { devServerUrl, setupAppProtocol } from '../net/app-protocol.ts';
import { setupCertificates, setupConnections } from '../net/connections.ts';
import { Servers } from '../net/servers.ts';
import { setupDisplayMedia, systemScreens } from '../screen/display-media.ts';
import { ScreenSharing } from '../screen/screen-sharing.ts';
import { setupNavigationLock } from '../security/navigation.ts';
import { setupPermissions } from '../security/permissions.ts';
import { SessionStore } from '../session/session-store.ts';
import { systemKeychain } from '../session/system-keychain.ts';
import { SettingsStore } from '../settings/settings-store.ts';
import { attract, Badge } from '../system/attention.ts';
import { showCallNotification } from '../system/call-notification.ts';
import { setupCrashHandling } from '../system/crash.ts';
import { requestMediaAccess } from '../system/media-access.ts';
import { InCall, setupPower } from '../system/power.ts';
import { Ringing } from '../system/ringing.ts';
import { setupUpdates } from '../updates/setup-updates.ts';
import { MainWindow } from '../windows/main-window.ts';
import { RingingWindow } from '../windows/ringing-window.ts';
import { setupTheme } from '../windows/theme.ts';
import { WindowStateStore } from '../windows/window-state-store.ts';
import type { Arguments } from './arguments.ts';
import { defaultServerUrl } from './default-server.ts';
import { Farewell } from './farewell.ts';
import { policyFiles, readPolicy } from './policy.ts';
import { setupSmokeTest } from './smoke-test.ts';

/** Builds the program's parts and connects them. Called once, before `ready`. */
export function start(args: Arguments, log: Logger): void {
  const { TATAP_SERVER_URL } = process.env;
  const folder = app.getPath('userData');
  const settings = new SettingsStore({ folder, log });
  const session = new SessionStore({ folder, keychain: systemKeychain, log });
  const policy = readPolicy(policyFiles(process.platform, process.env, process.resourcesPath), log);
  const inCall = new InCall();
  const texts = (): Texts =>
    textsFor(resolveLanguage(settings.read().language, app.getPreferredSystemLanguages()));

  const tray = new TrayIcon({
    open: () => mainWindow.show(),
    settings: () => {
      mainWindow.show();
      mainWindow.push('menu.chosen', 'settings');
    },
    stopSharing: () => mainWindow.push('screen.stop', {}),
    quit: () => app.quit(),
  });
  const mainWindow: MainWindow = new MainWindow({
    state: new WindowStateStore(folder, log),
    log,
    staysReachable: async () => process.platform === 'darwin' || (await tray.isVisible()),
    onPageLeft: () => {
      links.pageLeft();
      inCall.set(false);
      ringing.hide();
      screens.cancel();
      tray.setScreen('private', texts());
      farewell.said();
    },
    onSightChanged: () => {
      ringing.mainWindowChanged();
      mainWindow.push('window.seen', mainWindow.isSeen);
      if (mainWindow.isSeen) badge.windowShown();
    },
  });
  const badge = new Badge();
  const farewell = new Farewell({
    isNeeded: () => inCall.isRunning && mainWindow.window !== null,
    ask: () => mainWindow.push('app.quitting', {}),
    quit: () => app.quit(),
  });
  const links = new DeepLinks((link) => {
    mainWindow.push('link.opened', link);
    mainWindow.show();
  });
  const ringing: Ringing = createRinging();
  const screens = new ScreenSharing(
    systemScreens((question) => mainWindow.push('screen.asked', question)),
    log,
  );

  setupDeepLinks(links, process.argv, () => app.isReady() && mainWindow.show(), log);
  setupNavigationLock(log);
  if (args.smokeTest) setupSmokeTest();
  setupCrashHandling(texts, log);
  setupContextMenu(texts);
  setupCertificates((refusal) => mainWindow.push('server.certificateRefused', refusal), log);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => {
    ringing.hide();
    farewell.beforeQuit(event);
  });

  app.whenReady().then(
    async () => {
      setupTheme(settings);
      setupAppProtocol(log);
      const ownServer = defaultServerUrl(
        {
          environment: TATAP_SERVER_URL,
          policy: policy.serverUrl,
          build: __DEFAULT_SERVER__,
          isPackaged: app.isPackaged,
        },
        log,
      );
      const servers = new Servers({
        chosen: () => settings.read().serverUrl ?? ownServer,
        development: devServerUrl(),
      });
      setupConnections(electronSession.defaultSession, servers, log);
      setupPermissions(requestMediaAccess, log);
      setupDisplayMedia(screens, log);
      setupIpc(
        ipcMain,
        createHandlers({
          settings,
          session,
          mainWindow,
          ringing,
          screens,
          setScreenShared: (shared) => tray.setScreen(shared ? 'shared' : 'private', texts()),
          links,
          inCall,
          badge,
          farewell,
          profile: args.profile,
          defaultServerUrl: ownServer,
          servers,
          log,
        }),
        log,
      );
      setupPower(() => mainWindow.push('power.resumed', {}));
      registerDeepLinkScheme(args);
      const choose = (chosen: 'settings' | 'dial' | 'sign-out'): void => {
        mainWindow.show();
        mainWindow.push('menu.chosen', chosen);
      };
      setupMenu(texts(), choose);
      tray.show(texts(), log);
      settings.onChange((now, before) => {
        if (now.serverUrl !== before.serverUrl) servers.changed();
        setupMenu(texts(), choose);
        tray.relabel(texts());
      });
      mainWindow.open({ hidden: args.hidden && (await tray.isVisible()) });
      setupUpdates({ policy, isInCall: () => inCall.isRunning, texts, log });
      app.on('activate', () => mainWindow.show());
    },
    (error: unknown) => {
      log.error('start failed', { error });
      app.exit(1);
    },
  );

  function createRinging(): Ringing {
    return new Ringing(
      {
        window: new RingingWindow(log, () => ringing.letGo()),
        notify: (call) =>
          showCallNotification(call, textsFor(call.language), {
            onClick: () => mainWindow.show(),
            onAccept: () =>
              ringing.act({ action: 'accept', callId: call.callId, media: call.media }),
            onDecline: () => ringing.act({ action: 'decline', callId: call.callId }),
            onFailed: (error) => log.warn('notification not shown', { error }),
          }),
        attract: () => attract(mainWindow.window),
        mayNotify: () => settings.read().notifyIncomingCalls,
        isMainInFront: () => mainWindow.isInFront,
        acted: (action) => mainWindow.push('ringing.acted', action),
        focusMain: () => mainWindow.show(),
      },
      log,
    );
  }
}

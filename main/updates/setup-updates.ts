import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import electronUpdater from 'electron-updater';
import type { Policy } from '../app/policy.ts';
import type { Texts } from '../i18n/texts.ts';
import type { Logger } from '../log/log.ts';
import { type UpdateFeed, Updates } from './updates.ts';

interface Options {
  readonly policy: Policy;
  readonly isInCall: () => boolean;
  readonly texts: () => Texts;
  readonly log: Logger;
}

/**
 * Looks for new versions where the program was built with a feed (`TATAP_UPDATE_URL`), which leaves
 * `app-update.yml` beside it, and where no policy forbids it.
 */
export function setupUpdates({ policy, isInCall, texts, log }: Options): void {
  const hasFeed = app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'));
  if (!hasFeed || policy.updates === 'off') return;
  const updates = new Updates(
    {
      feed: electronFeed(log),
      isInCall,
      askToRestart: (version) => askToRestart(version, texts()),
    },
    log,
  );
  updates.start();
  app.on('will-quit', () => updates.stop());
}

/** electron-updater: it checks hash and, on Windows and macOS, the signature of what it fetched. */
function electronFeed(log: Logger): UpdateFeed {
  const { autoUpdater } = electronUpdater;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.logger = {
    info: (message) => log.debug('updater', { message }),
    warn: (message) => log.warn('updater', { message }),
    error: (message) => log.warn('updater', { message }),
  };
  return {
    async fetchNewer() {
      const result = await autoUpdater.checkForUpdates();
      if (result?.isUpdateAvailable !== true) return null;
      await autoUpdater.downloadUpdate();
      return { version: result.updateInfo.version };
    },
    install: () => autoUpdater.quitAndInstall(),
  };
}

async function askToRestart(version: string, texts: Texts): Promise<'now' | 'later'> {
  const { response } = await dialog.showMessageBox({
    type: 'info',
    message: texts.updateReady.replace('{version}', version),
    detail: texts.updateReadyDetail,
    buttons: [texts.restartNow, texts.later],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0 ? 'now' : 'later';
}

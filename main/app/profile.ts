import { join, resolve } from 'node:path';
import { app } from 'electron';
import type { Logger } from '../log/log.ts';
import type { Arguments } from './arguments.ts';

/**
 * Points the program at its data folder. Before `ready` and before the single-instance lock, which
 * lives in that folder: this is what makes the lock one per profile.
 */
export function setupProfile({ profile, userDataDir }: Arguments): void {
  const base = userDataDir === null ? app.getPath('userData') : resolve(userDataDir);
  const folder = profile === null ? base : join(base, 'profiles', profile);
  app.setPath('userData', folder);
  app.setAppLogsPath(join(folder, 'logs'));
  // Windows shows notifications only of programs it knows by this name: the installer's `appId`.
  if (process.platform === 'win32') app.setAppUserModelId('app.tatap.desktop');
}

/**
 * One running program per profile. A second start hands its command line to the first, which
 * answers with `second-instance`, and ends; `false` then.
 */
export function setupSingleInstance(log: Logger): boolean {
  if (app.requestSingleInstanceLock()) return true;
  log.info('already running; handed over');
  app.quit();
  return false;
}

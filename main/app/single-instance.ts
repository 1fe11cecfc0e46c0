import { app } from 'electron';
import type { Logger } from '../log/log.ts';

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

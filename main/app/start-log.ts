import { join } from 'node:path';
import { app } from 'electron';
import { createLogger, fileSink, type Logger, outliveTerminal, stderrSink } from '../log/log.ts';

/** The program's log: standard error, and a file in the profile. After `setupProfile`. */
export function startLog(): Logger {
  outliveTerminal();
  const log = createLogger(stderrSink, fileSink(join(app.getPath('logs'), 'main.log')));
  const { electron } = process.versions;
  log.info('starting', {
    version: app.getVersion(),
    platform: process.platform,
    electron,
  });
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', { error });
    app.exit(1);
  });
  return log;
}

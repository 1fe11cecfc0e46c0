import type { TatapServer } from './create-server.ts';
import { endWithNpm } from './npm.ts';

/**
 * Stops the server on SIGTERM and SIGINT, and the process with it; a second such signal does not
 * wait. What npm has started stops with npm as well. SIGHUP makes it take up a renewed certificate,
 * as service managers expect. From a terminal SIGHUP says that the terminal is gone, and the server
 * stops.
 */
export function obeySignals(server: TatapServer, { onTerminal }: { onTerminal: boolean }): void {
  let stopping = false;
  const stop = (reason: string): void => {
    if (stopping) process.exit(130);
    stopping = true;
    server.logger.info(`server stopping on ${reason}`);
    server.close().then(
      () => {
        server.logger.info('server stopped');
        process.exit(0);
      },
      (error: unknown) => {
        server.logger.fatal({ err: error }, 'server could not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  endWithNpm(() => stop('the end of npm'));
  process.on('SIGHUP', (signal) => {
    if (onTerminal) {
      stop(signal);
      return;
    }
    server.logger.info('SIGHUP: looking for a renewed certificate');
    server.reload();
  });
}

import type { TatapServer } from './create-server.ts';
import { endWithNpm } from './npm.ts';

/**
 * Stops the server on SIGTERM and SIGINT, and the process with it. A second signal does not wait.
 * What npm has started stops with npm as well.
 */
export function stopOnSignals(server: TatapServer): void {
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
}

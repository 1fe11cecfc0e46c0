import type { TatapServer } from './create-server.ts';
import { endWithNpm } from './npm.ts';

/**
 * Stops the server and the process on SIGTERM and SIGINT; a second signal exits at once. A server
 * that npm started also stops when npm ends. SIGHUP reloads the certificate, as service managers
 * expect. On a terminal, SIGHUP means that the terminal was closed, and the server stops.
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
    server.logger.info('SIGHUP: checking for a renewed certificate');
    server.reload();
  });
}

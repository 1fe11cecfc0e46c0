import type { TatapServer } from './create-server.ts';

/**
 * Stops the server on SIGTERM and SIGINT, and the process with it. A second signal does not wait.
 */
export function stopOnSignals(server: TatapServer): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(130);
    stopping = true;
    server.logger.info(`server stopping on ${signal}`);
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
}

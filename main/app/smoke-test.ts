import { app } from 'electron';

/** Slow machines take their time; one that takes longer does not start. Milliseconds. */
const patienceMs = 60_000;

/** Exit codes of `--smoke-test`, for whoever builds installers. */
const outcome = { started: 0, brokenPreload: 3, noPage: 4, tooLate: 5 } as const;

/**
 * Ends the program when its first page has loaded: an installer may be well made and its program
 * still not start, for a signature, a sandbox or a missing file.
 */
export function setupSmokeTest(): void {
  const end = (how: keyof typeof outcome): void => {
    process.stdout.write(`tatap: ${how}\n`);
    app.exit(outcome[how]);
  };
  setTimeout(() => end('tooLate'), patienceMs);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('preload-error', () => end('brokenPreload'));
    contents.on('did-fail-load', () => end('noPage'));
    contents.on('render-process-gone', () => end('noPage'));
    contents.on('did-finish-load', () => end('started'));
  });
}

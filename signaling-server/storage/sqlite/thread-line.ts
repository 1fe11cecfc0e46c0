import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { FromThread, ThreadSetup, ToThread } from './thread-messages.ts';

/** The line to a storage thread. */
export interface ThreadLine {
  post(message: ToThread): void;
  onMessage(listener: (message: FromThread) => void): void;
  /** The thread has ended, by itself or because it was asked to; `cause` says why. */
  onEnd(listener: (cause: Error) => void): void;
}

/** Starts a thread that opens the database and serves it. */
export function startWorker(setup: ThreadSetup): Worker {
  const cache = getCompileCacheDir();
  return new Worker(new URL('./thread-entry.ts', import.meta.url), {
    workerData: setup,
    // A thread does not inherit the cache that the program has switched on; with it, it starts in
    // half the time.
    env: cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: cache },
  });
}

export function lineTo(worker: Worker): ThreadLine {
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', listener),
    onEnd(listener) {
      let cause: Error | null = null;
      worker.on('error', (error) => {
        cause = error instanceof Error ? error : new Error(String(error));
      });
      worker.on('exit', (code) => listener(cause ?? new Error(`exit code ${code}`)));
    },
  };
}

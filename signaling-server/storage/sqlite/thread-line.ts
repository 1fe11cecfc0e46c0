import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import { StorageError, type StorageErrorCode } from '../errors.ts';
import type { Operation } from '../operations.ts';
import type { SqliteOptions } from './blocking.ts';

/** The start parameters of the storage thread. */
export interface ThreadSetup extends SqliteOptions {
  readonly path: string;
}

/** Messages to the thread. `close` is the last one. */
export type ToThread =
  | { readonly type: 'do'; readonly id: number; readonly operation: Operation }
  | { readonly type: 'close' };

/** Messages from the thread: first `opened` or `unusable`, then one answer for each operation. */
export type FromThread =
  | { readonly type: 'opened' }
  | { readonly type: 'unusable'; readonly error: PlainStorageError }
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: PlainStorageError };

/** A StorageError for structured cloning, which would lose the code of the class. */
export interface PlainStorageError {
  readonly code: StorageErrorCode;
  readonly message: string;
  /** SQLite's own error. Structured cloning keeps message, stack and cause of an Error. */
  readonly cause: Error | null;
}

export function toPlain(error: unknown): PlainStorageError {
  const { code, message, cause } = StorageError.from(error);
  return { code, message, cause: cause instanceof Error ? cause : null };
}

export function fromPlain({ code, message, cause }: PlainStorageError): StorageError {
  return new StorageError(code, message, cause === null ? {} : { cause });
}

/** The connection to a storage thread. */
export interface ThreadLine {
  post(message: ToThread): void;
  onMessage(listener: (message: FromThread) => void): void;
  /** Calls back when the thread has ended, by itself or on request; `cause` says why. */
  onEnd(listener: (cause: Error) => void): void;
}

/** Starts a thread that opens and serves the database. */
export function startWorker(setup: ThreadSetup): Worker {
  const cache = getCompileCacheDir();
  return new Worker(new URL('./thread-serve.ts', import.meta.url), {
    workerData: setup,
    // A thread does not inherit the compile cache of the program. With the cache it starts in half
    // the time.
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

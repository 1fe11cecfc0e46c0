import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import { StorageError, type StorageErrorCode } from '../errors.ts';
import type { Operation } from '../operations.ts';
import type { SqliteOptions } from './blocking.ts';

/** What the storage thread is started with. */
export interface ThreadSetup extends SqliteOptions {
  readonly path: string;
}

/** To the thread. After `close` nothing follows. */
export type ToThread =
  | { readonly type: 'do'; readonly id: number; readonly operation: Operation }
  | { readonly type: 'close' };

/** From the thread: first `opened` or `unusable`, then one answer to each operation. */
export type FromThread =
  | { readonly type: 'opened' }
  | { readonly type: 'unusable'; readonly error: PlainStorageError }
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: PlainStorageError };

/** A StorageError as structured cloning keeps it: a clone of the class would lose its code. */
export interface PlainStorageError {
  readonly code: StorageErrorCode;
  readonly message: string;
  /** SQLite's own error; a clone keeps message, stack and cause of an Error. */
  readonly cause: Error | null;
}

export function toPlain(error: unknown): PlainStorageError {
  const { code, message, cause } = StorageError.from(error);
  return { code, message, cause: cause instanceof Error ? cause : null };
}

export function fromPlain({ code, message, cause }: PlainStorageError): StorageError {
  return new StorageError(code, message, cause === null ? {} : { cause });
}

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
  return new Worker(new URL('./thread-serve.ts', import.meta.url), {
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

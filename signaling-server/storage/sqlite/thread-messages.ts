import type { SqliteOptions } from './blocking.ts';
import { StorageError, type StorageErrorCode } from './errors.ts';
import type { Operation } from './operations.ts';

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

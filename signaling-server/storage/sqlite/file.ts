import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StorageError, type StorageErrorCode } from '../errors.ts';

/**
 * Creates the folder of a database, readable by its owner only.
 *
 * @throws StorageError
 */
export function makeFolderOf(path: string): void {
  if (path === ':memory:') return;
  guard(() => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }));
}

/** A lock that keeps a second server from using the same data. */
export interface DataLock {
  release(): void;
}

/**
 * Takes the lock next to the database at `path`: an exclusive SQLite lock on an empty file. The
 * operating system releases it when the process ends in any way. Commands that may run beside a
 * server do not take it.
 *
 * @throws StorageError `in-use` if another server holds it.
 */
export function takeDataLock(path: string): DataLock {
  const file = guard(() => new DatabaseSync(`${path}.lock`, { timeout: 0 }));
  try {
    guard(() => file.exec('BEGIN EXCLUSIVE'));
  } catch (error) {
    file.close();
    const isHeld = error instanceof StorageError && error.code === 'busy';
    throw isHeld ? StorageError.inUse(error) : error;
  }
  return { release: () => file.isOpen && file.close() };
}

/**
 * Runs `work` and converts errors of SQLite and the file system.
 *
 * @throws StorageError
 */
export function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw StorageError.from(error, ({ errcode }) =>
      // The low byte of an extended result code is the primary code.
      typeof errcode === 'number' ? byPrimaryCode[errcode & 0xff] : undefined,
    );
  }
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html#primary_result_code_list. */
const byPrimaryCode: Readonly<Record<number, StorageErrorCode>> = {
  5: 'busy', // SQLITE_BUSY
  8: 'not-writable', // SQLITE_READONLY
  11: 'damaged', // SQLITE_CORRUPT
  13: 'disk-full', // SQLITE_FULL
  14: 'not-writable', // SQLITE_CANTOPEN
  26: 'damaged', // SQLITE_NOTADB
};

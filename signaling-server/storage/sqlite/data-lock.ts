import { DatabaseSync } from 'node:sqlite';
import { StorageError } from './errors.ts';

/** Keeps a second server from using the same data. */
export interface DataLock {
  release(): void;
}

/**
 * Takes the lock beside the database at `path`: an exclusive SQLite lock on an empty file, which
 * the operating system releases when the process ends, however it ends. Commands that may run
 * beside a server do not take it.
 *
 * @throws StorageError `in-use` where another server holds it.
 */
export function takeDataLock(path: string): DataLock {
  try {
    const file = new DatabaseSync(`${path}.lock`, { timeout: 0 });
    try {
      file.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      file.close();
      throw error;
    }
    return { release: () => file.isOpen && file.close() };
  } catch (error) {
    const known = StorageError.from(error);
    throw known.code === 'busy' ? StorageError.inUse(known) : known;
  }
}

import type { Storage } from '../../domain/ports.ts';
import { makeFolderOf } from './blocking.ts';
import { takeDataLock } from './data-lock.ts';
import { SqliteThread, type ThreadOptions } from './thread.ts';

export { openBlockingSqlite } from './blocking.ts';
export { StorageError } from './errors.ts';

/**
 * Storage of a server in one SQLite file, made with its folder where there is none. SQLite runs in
 * a thread of its own. The data belongs to this server until it is closed.
 *
 * @throws StorageError `in-use` where another server has the data, and others.
 */
export async function openSqliteStorage(
  path: string,
  options: ThreadOptions = {},
): Promise<Storage> {
  makeFolderOf(path);
  const lock = takeDataLock(path);
  try {
    const storage = await SqliteThread.start(path, options);
    return {
      ...storage,
      close: async () => {
        await storage.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

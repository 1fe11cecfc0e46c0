import { existsSync } from 'node:fs';
import type { Storage } from '../domain/ports.ts';
import { openBlockingSqlite } from '../storage/sqlite/index.ts';
import { databaseFile, type ServerConfig } from './config.ts';
import { prepareDataFolder } from './data-folder.ts';
import { StartupError } from './startup-error.ts';

/** Where a command did its work. */
export interface CommandDatabase {
  readonly database: string;
  /** Whether the command made it: no server uses it yet. */
  readonly isNew: boolean;
}

/**
 * Does a command's work in the database of the server, which may be running.
 *
 * @throws StartupError where the database cannot be used.
 */
export async function inDatabase<T extends object>(
  { dataDir }: ServerConfig,
  work: (storage: Storage) => Promise<T>,
): Promise<T & CommandDatabase> {
  const database = databaseFile(dataDir);
  const isNew = !existsSync(database);
  prepareDataFolder(dataDir);
  try {
    const storage = openBlockingSqlite(database);
    try {
      return { ...(await work(storage)), database, isNew };
    } finally {
      await storage.close();
    }
  } catch (error) {
    throw StartupError.data(error, dataDir);
  }
}

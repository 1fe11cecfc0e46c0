import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../storage/errors.ts';
import { databaseFile } from './config.ts';
import { makeFolder } from './data-dir.ts';
import { StartupError } from './startup-error.ts';

/** The rights of group and others. */
const others = 0o077;

/**
 * Creates the data folder if it is missing, and restricts the database to the server's user: it
 * contains password hashes and contact lists. Files that an earlier start or a backup left readable
 * for others lose those rights.
 *
 * @returns warnings, as sentences
 * @throws StartupError `data`
 */
export function prepareDataFolder(folder: string): string[] {
  try {
    makeFolder(folder);
    if (process.platform === 'win32') return [];
    closeFiles(folder);
    return (statSync(folder).mode & others) === 0 ? [] : [openFolder(folder)];
  } catch (error) {
    throw StartupError.data(StorageError.from(error), folder);
  }
}

function closeFiles(folder: string): void {
  const database = databaseFile(folder);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!path.startsWith(database)) continue;
    const { mode } = statSync(path);
    if ((mode & others) !== 0) chmodSync(path, mode & ~others & 0o777);
  }
}

function openFolder(folder: string): string {
  return (
    `Others on this machine may look into ${folder}. Its database is closed to them; close the ` +
    `folder as well: chmod 700 ${folder}`
  );
}

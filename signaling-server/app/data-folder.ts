import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../storage/errors.ts';
import { databaseFile } from './config.ts';
import { makeFolder } from './data-dir.ts';
import { StartupError } from './startup-error.ts';

/** Everything but the owner's rights. */
const others = 0o077;

/**
 * Makes the data folder where there is none, and keeps what is in it to the server's user: the
 * database holds password hashes and who knows whom. Files that an earlier start, a backup or a
 * folder with wider rights left open to others are closed.
 *
 * @returns warnings, in sentences
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

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Storage } from '../../domain/ports.ts';
import { SqliteAcceptedCalls } from './accepted-calls.ts';
import { SqliteAccounts } from './accounts.ts';
import { SqliteContacts } from './contacts.ts';
import { Database } from './database.ts';
import { StorageError } from './errors.ts';
import { SqliteInvitations } from './invitations.ts';
import { migrations } from './migrations.ts';
import { SqliteMissedCalls } from './missed-calls.ts';
import { SqliteSessions } from './sessions.ts';

export { StorageError } from './errors.ts';

export interface SqliteOptions {
  /** Refuse to grow past so many pages of 4 kB. */
  readonly maxPages?: number;
}

/**
 * Storage in one SQLite file, made with its folder where there is none. Only the owner may read
 * the folder: it holds password hashes.
 *
 * @throws StorageError
 */
export function openSqliteStorage(path: string, options: SqliteOptions = {}): Storage {
  const database = openFile(path);
  if (options.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${options.maxPages}`);
  return {
    accounts: new SqliteAccounts(database),
    sessions: new SqliteSessions(database),
    contacts: new SqliteContacts(database),
    missedCalls: new SqliteMissedCalls(database),
    acceptedCalls: new SqliteAcceptedCalls(database),
    invitations: new SqliteInvitations(database),
    check: async () => check(database),
    close: async () => database.close(),
  };
}

function openFile(path: string): Database {
  if (path === ':memory:') return Database.open(path);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw StorageError.from(error);
  }
  return Database.open(path);
}

/** Writes the schema version that is there already: a real write that changes nothing. */
function check(database: Database): void {
  database.exec(`PRAGMA user_version = ${migrations.length}`);
}

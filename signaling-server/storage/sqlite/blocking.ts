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
import { SqliteRecoveryCodes } from './recovery-codes.ts';
import { SqliteSessions } from './sessions.ts';

export interface SqliteOptions {
  /** Refuse to grow past so many pages of 4 kB; for tests of a full disk. */
  readonly maxPages?: number;
}

export interface BlockingOptions extends SqliteOptions {
  /** How long a write waits in SQLite while another process writes, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

/**
 * Storage in one SQLite file, used in the calling thread: every method blocks it. For the storage
 * thread, for commands and for tests. The file is made with its folder where there is none. Only
 * the owner may read the folder: it holds password hashes.
 *
 * @throws StorageError
 */
export function openBlockingSqlite(path: string, options: BlockingOptions = {}): Storage {
  const { maxPages, busyTimeoutMs } = options;
  makeFolderOf(path);
  const database = Database.open(path, busyTimeoutMs);
  if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${maxPages}`);
  return {
    accounts: new SqliteAccounts(database),
    sessions: new SqliteSessions(database),
    contacts: new SqliteContacts(database),
    missedCalls: new SqliteMissedCalls(database),
    acceptedCalls: new SqliteAcceptedCalls(database),
    invitations: new SqliteInvitations(database),
    recoveryCodes: new SqliteRecoveryCodes(database),
    check: async () => check(database),
    close: async () => database.close(),
  };
}

/** Makes the folder of a database, for its owner alone. */
export function makeFolderOf(path: string): void {
  if (path === ':memory:') return;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw StorageError.from(error);
  }
}

/** Writes the schema version that is there already: a real write that changes nothing. */
function check(database: Database): void {
  database.exec(`PRAGMA user_version = ${migrations.length}`);
}

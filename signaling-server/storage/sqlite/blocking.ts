import { sql } from 'kysely';
import type { Storage } from '../../domain/ports.ts';
import { migrations, type SchemaWords, statementsSince } from '../migrations.ts';
import type { Tables } from '../schema.ts';
import { storesOn } from '../stores.ts';
import { kyselyOn, SqliteConnection } from './dialect.ts';
import { makeFolderOf } from './file.ts';

export interface SqliteOptions {
  /** The largest size of the file in pages of 4 kB; for tests of a full disk. */
  readonly maxPages?: number;
}

export interface BlockingOptions extends SqliteOptions {
  /** How long SQLite waits with a write while another process writes, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

/**
 * Long enough for a command to get the lock between the writes of a running server, and for a
 * server to get it from a command.
 */
const openTimeoutMs = 5_000;

/**
 * Storage in one SQLite file. Every method blocks the calling thread. Used in the storage thread,
 * by commands and by tests. The file and its folder are created if they are missing. Only the owner
 * may read the folder, because it contains password hashes. If another process has locked the file,
 * opening waits for 5 s.
 *
 * @throws StorageError
 */
export function openBlockingSqlite(path: string, options: BlockingOptions = {}): Storage {
  const { maxPages, busyTimeoutMs = openTimeoutMs } = options;
  makeFolderOf(path);
  const connection = new SqliteConnection(path, openTimeoutMs);
  try {
    // NORMAL is safe with WAL: a power failure can lose the last commits, but cannot corrupt the
    // file. https://sqlite.org/pragma.html#pragma_synchronous
    connection.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA foreign_keys = ON;
      PRAGMA trusted_schema = OFF;
    `);
    migrate(connection);
    connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    if (maxPages !== undefined) connection.exec(`PRAGMA max_page_count = ${maxPages}`);
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    ...storesOn(kyselyOn<Tables>(connection)),
    // Writes the current schema version again: a real write without an effect.
    check: async () => connection.exec(`PRAGMA user_version = ${migrations.length}`),
    close: async () => connection.close(),
  };
}

const words: SchemaWords = {
  text: 'text',
  integer: 'integer',
  bytes: 'blob',
  tableEnd: sql`strict, without rowid`,
};

/**
 * Migrates the schema to the newest version in one transaction. SQLite stores the version in the
 * file's header, `user_version`.
 *
 * @throws StorageError `newer-database` if the file comes from a newer server.
 */
export function migrate(connection: SqliteConnection, steps = migrations): void {
  if (connection.userVersion() === steps.length) return;
  // IMMEDIATE, so that only one of two processes that start together migrates.
  connection.exec('BEGIN IMMEDIATE');
  try {
    const version = connection.userVersion();
    const statements = statementsSince(version, kyselyOn(connection), words, steps);
    for (const statement of statements) connection.exec(statement);
    connection.exec(`PRAGMA user_version = ${steps.length}`);
    connection.exec('COMMIT');
  } catch (error) {
    connection.rollback();
    throw error;
  }
}

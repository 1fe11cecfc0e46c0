import { sql } from 'kysely';
import type { Storage } from '../../domain/ports.ts';
import { migrations, type SchemaWords, statementsSince } from '../migrations.ts';
import type { Tables } from '../schema.ts';
import { storesOn } from '../stores.ts';
import { kyselyOn, SqliteConnection } from './dialect.ts';
import { makeFolderOf } from './file.ts';

export interface SqliteOptions {
  /** Refuse to grow past so many pages of 4 kB; for tests of a full disk. */
  readonly maxPages?: number;
}

export interface BlockingOptions extends SqliteOptions {
  /** How long a write waits in SQLite while another process writes, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

/** A command gets its turn between the writes of a running server, and a server after a command. */
const openTimeoutMs = 5_000;

/**
 * Storage in one SQLite file, used in the calling thread: every method blocks it. For the storage
 * thread, for commands and for tests. The file is made with its folder where there is none. Only
 * the owner may read the folder: it holds password hashes. While another process has the file
 * locked, opening waits for 5 s.
 *
 * @throws StorageError
 */
export function openBlockingSqlite(path: string, options: BlockingOptions = {}): Storage {
  const { maxPages, busyTimeoutMs = openTimeoutMs } = options;
  makeFolderOf(path);
  const connection = new SqliteConnection(path, openTimeoutMs);
  try {
    // NORMAL is safe with WAL: a power cut may lose the last commits, never corrupt the file.
    // https://sqlite.org/pragma.html#pragma_synchronous
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
    // Writes the schema version that is there already: a real write that changes nothing.
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
 * Brings the schema up to date, all steps in one transaction. SQLite keeps its version in the
 * file's header, `user_version`.
 *
 * @throws StorageError `newer-database` where the file comes from a newer server.
 */
export function migrate(connection: SqliteConnection, steps = migrations): void {
  if (connection.userVersion() === steps.length) return;
  // IMMEDIATE, so that of two processes that start together only one migrates.
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

import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type Output, parse, type Schema } from '@tatap/protocol/signaling';
import { StorageError } from './errors.ts';
import { migrate } from './migrations.ts';

type Parameters = Readonly<Record<string, SQLInputValue>>;

/** A command gets its turn between the writes of a running server, and a server after a command. */
const openTimeoutMs = 5_000;

/**
 * One connection to the database, with its prepared statements. Rows are parsed as everything that
 * comes over a border. Whatever SQLite throws leaves here as StorageError.
 */
export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  private constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  /**
   * Opens or makes the file and migrates its schema. What finds the file locked by another process
   * waits for it, and blocks the thread meanwhile: opening for `openTimeoutMs`, writes afterwards
   * for `busyTimeoutMs` milliseconds.
   *
   * @throws StorageError
   */
  static open(path: string, busyTimeoutMs = openTimeoutMs): Database {
    return guard(() => {
      const connection = new DatabaseSync(path, { timeout: openTimeoutMs });
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
      } catch (error) {
        connection.close();
        throw error;
      }
      return new Database(connection);
    });
  }

  /** The first row, or null. */
  get<S extends Schema>(schema: S, sql: string, parameters: Parameters = {}): Output<S> | null {
    const row = guard(() => this.#prepare(sql).get(parameters));
    return row === undefined ? null : parseRow(schema, row);
  }

  all<S extends Schema>(schema: S, sql: string, parameters: Parameters = {}): Output<S>[] {
    const rows = guard(() => this.#prepare(sql).all(parameters));
    return rows.map((row) => parseRow(schema, row));
  }

  /** Runs a statement; returns how many rows it changed. */
  run(sql: string, parameters: Parameters = {}): number {
    return guard(() => Number(this.#prepare(sql).run(parameters).changes));
  }

  /** Does all of `work` or, where it throws, nothing of it. */
  transaction<T>(work: () => T): T {
    return guard(() => {
      this.#connection.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.#connection.exec('COMMIT');
        return result;
      } catch (error) {
        // A full disk has already rolled it back, https://sqlite.org/lang_transaction.html
        if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** For pragmas and tests. */
  exec(sql: string): void {
    guard(() => this.#connection.exec(sql));
  }

  close(): void {
    if (!this.#connection.isOpen) return;
    this.#statements.clear();
    this.#connection.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function parseRow<S extends Schema>(schema: S, row: unknown): Output<S> {
  const parsed = parse(schema, row);
  if (!parsed.ok) throw StorageError.unexpectedRow(parsed.issue);
  return parsed.value;
}

function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw StorageError.from(error);
  }
}

import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { guard } from './file.ts';

interface Prepared {
  readonly statement: StatementSync;
  readonly hasRows: boolean;
}

/** How many prepared statements are kept; the stores have some 50. */
const maxStatements = 200;

/**
 * One connection of node:sqlite, as Kysely's driver. What SQLite throws leaves here as StorageError.
 *
 * Kysely lets one query or transaction at a time use the connection. SQLite answers each query
 * before `executeQuery` returns, and the promises between them are resolved already. So a
 * transaction ends before the event loop turns: it never holds the write lock for longer than its
 * own work takes.
 */
export class SqliteConnection implements Driver, DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, Prepared>();

  /** @param timeoutMs how long a lock of another process is waited for, blocking the thread */
  constructor(path: string, timeoutMs: number) {
    this.#database = guard(() => new DatabaseSync(path, { timeout: timeoutMs }));
  }

  /** Runs statements that answer nothing. */
  exec(sql: string): void {
    guard(() => this.#database.exec(sql));
  }

  /** The schema version that the file says. */
  userVersion(): number {
    const row = guard(() => this.#database.prepare('PRAGMA user_version').get());
    return Number(row?.['user_version']);
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return guard(() => {
      const { statement, hasRows } = this.#prepare(sql);
      const values = parameters as readonly SQLInputValue[];
      if (hasRows) return { rows: statement.all(...values) as R[] };
      return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
    });
  }

  streamQuery(): never {
    throw new TypeError('storage reads no streams');
  }

  /** Takes the write lock at once, so that no read before the first write is out of date by then. */
  async beginTransaction(): Promise<void> {
    this.exec('BEGIN IMMEDIATE');
  }

  async commitTransaction(): Promise<void> {
    this.exec('COMMIT');
  }

  async rollbackTransaction(): Promise<void> {
    this.rollback();
  }

  rollback(): void {
    // A full disk has already rolled it back, https://sqlite.org/lang_transaction.html
    if (this.#database.isTransaction) this.exec('ROLLBACK');
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this;
  }

  // The connection is open before Kysely has it, and is closed by its owner.
  async init(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    // A list of values makes another statement for each length.
    if (this.#statements.size >= maxStatements) this.#statements.clear();
    const statement = this.#database.prepare(sql);
    const prepared = { statement, hasRows: statement.columns().length > 0 };
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

export function kyselyOn<T>(connection: SqliteConnection): Kysely<T> {
  return new Kysely<T>({
    dialect: {
      createDriver: () => connection,
      createAdapter: () => new SqliteAdapter(),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
  });
}

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

/** How many prepared statements are cached; the stores have about 50. */
const maxStatements = 200;

/**
 * One connection of node:sqlite as a Kysely driver. Errors of SQLite are converted to StorageError.
 *
 * Kysely runs one query or transaction at a time on the connection. SQLite answers each query
 * before `executeQuery` returns, and all promises in between are resolved already. So a transaction
 * ends in the same turn of the event loop: it holds the write lock only for its own work.
 */
export class SqliteConnection implements Driver, DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, Prepared>();

  /**
   * @param timeoutMs how long SQLite waits for the lock of another process, which blocks the thread
   */
  constructor(path: string, timeoutMs: number) {
    this.#database = guard(() => new DatabaseSync(path, { timeout: timeoutMs }));
  }

  /** Runs statements without a result. */
  exec(sql: string): void {
    guard(() => this.#database.exec(sql));
  }

  /** The schema version in the file's header. */
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
    throw new TypeError('streams are not supported');
  }

  /**
   * Takes the write lock at the beginning, so that reads before the first write cannot become
   * outdated.
   */
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
    // After a full disk, SQLite has already rolled back, https://sqlite.org/lang_transaction.html
    if (this.#database.isTransaction) this.exec('ROLLBACK');
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this;
  }

  // The owner opens the connection before Kysely gets it, and closes it.
  async init(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    // Lists of values of different lengths give different statements.
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

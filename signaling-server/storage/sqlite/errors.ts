/** Why the database cannot be used. */
export type StorageErrorCode =
  /** The file was written by a newer version of the server. */
  | 'newer-database'
  /** The file is no SQLite database, or a damaged one. */
  | 'damaged'
  /** No room left on the disk. */
  | 'disk-full'
  /** The folder or file may not be read and written. */
  | 'not-writable'
  /** Another process holds the database for longer than a write waits. */
  | 'busy'
  /** Another server has this data. */
  | 'in-use'
  /** The storage thread ended while it worked; what it was to do may be done or not. */
  | 'thread-lost'
  /** More is asked for than storage does in a time that anybody would wait. */
  | 'overloaded'
  /** The storage was closed. */
  | 'closed'
  /** A row does not have the shape that this version writes. */
  | 'unexpected-row'
  /** Anything else that SQLite says. */
  | 'failed';

/** A failure of the database, with SQLite's own error as its cause. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  static newerDatabase(found: number, known: number): StorageError {
    return new StorageError(
      'newer-database',
      `the database has schema version ${found}, this server knows versions up to ${known}`,
    );
  }

  static unexpectedRow(issue: string): StorageError {
    return new StorageError('unexpected-row', issue);
  }

  static inUse(cause: unknown): StorageError {
    return new StorageError('in-use', 'another server has this data', { cause });
  }

  static threadLost(cause: unknown): StorageError {
    return new StorageError('thread-lost', 'the storage thread has ended', { cause });
  }

  static overloaded(): StorageError {
    return new StorageError('overloaded', 'too many operations wait for storage');
  }

  static closed(): StorageError {
    return new StorageError('closed', 'the storage is closed');
  }

  /** Gives what node:sqlite threw a code. Its message names the SQL's fault, never a value. */
  static from(cause: unknown): StorageError {
    if (cause instanceof StorageError) return cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    return new StorageError(codeOf(cause), message, { cause });
  }
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html#primary_result_code_list. */
const byPrimaryCode: Readonly<Record<number, StorageErrorCode>> = {
  5: 'busy', // SQLITE_BUSY
  8: 'not-writable', // SQLITE_READONLY
  11: 'damaged', // SQLITE_CORRUPT
  13: 'disk-full', // SQLITE_FULL
  14: 'not-writable', // SQLITE_CANTOPEN
  26: 'damaged', // SQLITE_NOTADB
};

function codeOf(error: unknown): StorageErrorCode {
  if (typeof error !== 'object' || error === null) return 'failed';
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code === 'ENOSPC') return 'disk-full';
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return 'not-writable';
  // Extended codes carry the primary one in their low byte.
  return typeof errcode === 'number' ? (byPrimaryCode[errcode & 0xff] ?? 'failed') : 'failed';
}

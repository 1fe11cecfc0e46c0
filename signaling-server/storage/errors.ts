/** Why the database cannot be used. */
export type StorageErrorCode =
  /** The file was written by a newer version of the server. */
  | 'newer-database'
  /** The file is no database, or a damaged one. */
  | 'damaged'
  /** No room left on the disk. */
  | 'disk-full'
  /** The folder or file may not be read and written. */
  | 'not-writable'
  /** Others use the database. What was asked for is not done, and may be asked for again. */
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
  /** Anything else that the database says. */
  | 'failed';

/** A failure of storage, with the database's own error as its cause. */
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

  /**
   * Gives an error a code: the one that `codeOf`, which knows a database's errors, has for it, else
   * that of the operating system's. The message names the SQL's fault, never a value.
   */
  static from(
    cause: unknown,
    codeOf: (error: ErrorFields) => StorageErrorCode | undefined = () => undefined,
  ): StorageError {
    if (cause instanceof StorageError) return cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    const fields: ErrorFields = typeof cause === 'object' && cause !== null ? cause : {};
    const code = codeOf(fields) ?? bySystemCode[String(fields.code)] ?? 'failed';
    return new StorageError(code, message, { cause });
  }
}

/** What an error may have beside its message. */
export interface ErrorFields {
  readonly code?: unknown;
  /** SQLite's result code. */
  readonly errcode?: unknown;
}

const bySystemCode: Readonly<Record<string, StorageErrorCode>> = {
  ENOSPC: 'disk-full',
  EACCES: 'not-writable',
  EROFS: 'not-writable',
  EPERM: 'not-writable',
};

/** Why the database cannot be used. */
export type StorageErrorCode =
  /** The file was written by a newer version of the server. */
  | 'newer-database'
  /** The file is damaged, or is not a database. */
  | 'damaged'
  /** The disk is full. */
  | 'disk-full'
  /** The server may not read or write the folder or file. */
  | 'not-writable'
  /** Another process uses the database. The operation was not performed and can be repeated. */
  | 'busy'
  /** Another server uses this data. */
  | 'in-use'
  /** The storage thread ended during the operation, which may or may not have been performed. */
  | 'thread-lost'
  /** Too many operations wait. */
  | 'overloaded'
  /** The storage was closed. */
  | 'closed'
  /** A row does not match the schema of this version. */
  | 'unexpected-row'
  /** Any other error of the database. */
  | 'failed';

/** An error of storage. `cause` is the database's own error. */
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
    return new StorageError('in-use', 'another server uses this data', { cause });
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
   * Converts an error to a StorageError. The code comes from `codeOf`, which knows the database's
   * errors, else from the operating system's error code. The message contains no stored value.
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

/** The fields that an error may have besides its message. */
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

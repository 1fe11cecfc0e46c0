/**
 * The SQL that created the databases of released servers: step n leads from `user_version` n to n +
 * 1. Every server must understand such databases for ever, so nothing here changes.
 */
export const releasedSteps: readonly string[] = [
  `
  CREATE TABLE accounts (
    id            TEXT    NOT NULL PRIMARY KEY,
    display_name  TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    who_may_call  TEXT    NOT NULL DEFAULT 'everyone',
    presence      TEXT    NOT NULL DEFAULT 'online',
    created_at    INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE sessions (
    account      TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    device       TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    platform     TEXT    NOT NULL,
    token_hash   BLOB    NOT NULL UNIQUE,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    PRIMARY KEY (account, device)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_end ON sessions (expires_at);

  CREATE TABLE contacts (
    owner     TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    other     TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    relation  TEXT    NOT NULL,
    favourite INTEGER NOT NULL DEFAULT 0,
    nickname  TEXT    NOT NULL DEFAULT '',
    since     INTEGER NOT NULL,
    PRIMARY KEY (owner, other)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contacts_by_other ON contacts (other);

  CREATE TABLE missed_calls (
    account    TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    call_id    TEXT    NOT NULL,
    caller     TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    is_contact INTEGER NOT NULL,
    media      TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (account, call_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX missed_calls_by_time ON missed_calls (account, at);
  CREATE INDEX missed_calls_by_caller ON missed_calls (caller);

  CREATE TABLE invitations (
    code       TEXT    NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE accepted_calls (
    call_id        TEXT    NOT NULL PRIMARY KEY,
    caller_account TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    caller_device  TEXT    NOT NULL,
    callee_account TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    callee_device  TEXT    NOT NULL,
    media          TEXT    NOT NULL,
    accepted_at    INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX accepted_calls_by_caller ON accepted_calls (caller_account);
  CREATE INDEX accepted_calls_by_callee ON accepted_calls (callee_account);
  `,
  'ALTER TABLE sessions ADD COLUMN signing_key TEXT',
  `
  ALTER TABLE contacts ADD COLUMN bond TEXT;
  ALTER TABLE contacts ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;
  UPDATE contacts SET bond = nullif(relation, 'blocked'), blocked = (relation = 'blocked');
  ALTER TABLE contacts DROP COLUMN relation;
  `,
  `
  CREATE TABLE deleted_ids (
    id_hash    BLOB    NOT NULL PRIMARY KEY,
    deleted_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  'ALTER TABLE missed_calls ADD COLUMN count INTEGER NOT NULL DEFAULT 1',
  `
  CREATE TABLE recovery_codes (
    account    TEXT    NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL,
    code_hash  BLOB    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (account, kind)
  ) STRICT, WITHOUT ROWID;
  `,
  'ALTER TABLE invitations ADD COLUMN inviter TEXT REFERENCES accounts (id) ON DELETE SET NULL',
];

import {
  type AccountId,
  accountId,
  type DeviceId,
  deviceDescription,
  deviceId,
  publicKey,
  timestamp,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { SessionRecord, SessionStore } from '../../domain/ports.ts';
import type { Database } from './database.ts';

const columns = `
  account, device, name, platform, signing_key AS key,
  created_at AS createdAt, last_seen_at AS lastSeenAt, expires_at AS expiresAt`;

const sessionRow = v.pipe(
  v.object({
    account: accountId,
    device: deviceId,
    name: deviceDescription.entries.name,
    platform: deviceDescription.entries.platform,
    key: v.nullable(publicKey),
    createdAt: timestamp,
    lastSeenAt: timestamp,
    expiresAt: timestamp,
  }),
  v.transform(
    ({ device, name, platform, key, ...session }): SessionRecord => ({
      ...session,
      device: { id: device, name, platform, ...(key === null ? {} : { key }) },
    }),
  ),
);

const deviceRow = v.object({ device: deviceId });

export class SqliteSessions implements SessionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async open(
    session: SessionRecord,
    tokenHash: Uint8Array,
    passwordHash?: string,
  ): Promise<boolean> {
    const opened = this.#database.run(
      `INSERT OR REPLACE INTO sessions
         (account, device, name, platform, signing_key, token_hash,
          created_at, last_seen_at, expires_at)
       SELECT
         :account, :device, :name, :platform, :key, :tokenHash,
         :createdAt, :lastSeenAt, :expiresAt
       WHERE :passwordHash IS NULL
          OR EXISTS (SELECT 1 FROM accounts
                     WHERE id = :account AND password_hash = :passwordHash)`,
      {
        account: session.account,
        device: session.device.id,
        name: session.device.name,
        platform: session.device.platform,
        key: session.device.key ?? null,
        tokenHash,
        createdAt: session.createdAt,
        lastSeenAt: session.lastSeenAt,
        expiresAt: session.expiresAt,
        passwordHash: passwordHash ?? null,
      },
    );
    return opened === 1;
  }

  async findByToken(tokenHash: Uint8Array): Promise<SessionRecord | null> {
    return this.#database.get(
      sessionRow,
      `SELECT ${columns} FROM sessions WHERE token_hash = :tokenHash`,
      { tokenHash },
    );
  }

  async list(account: AccountId): Promise<readonly SessionRecord[]> {
    return this.#database.all(
      sessionRow,
      `SELECT ${columns} FROM sessions WHERE account = :account ORDER BY last_seen_at DESC, device`,
      { account },
    );
  }

  async touch(account: AccountId, device: DeviceId, at: number, expiresAt: number): Promise<void> {
    this.#database.run(
      `UPDATE sessions SET last_seen_at = :at, expires_at = max(expires_at, :expiresAt)
       WHERE account = :account AND device = :device`,
      { account, device, at, expiresAt },
    );
  }

  async revoke(account: AccountId, device: DeviceId): Promise<boolean> {
    const revoked = this.#database.run(
      'DELETE FROM sessions WHERE account = :account AND device = :device',
      { account, device },
    );
    return revoked === 1;
  }

  async revokeOthers(account: AccountId, keep: DeviceId): Promise<readonly DeviceId[]> {
    const rows = this.#database.all(
      deviceRow,
      'DELETE FROM sessions WHERE account = :account AND device <> :keep RETURNING device',
      { account, keep },
    );
    return rows.map((row) => row.device);
  }

  async endingBefore(at: number): Promise<readonly SessionRecord[]> {
    return this.#database.all(
      sessionRow,
      `SELECT ${columns} FROM sessions WHERE expires_at < :at ORDER BY expires_at`,
      { at },
    );
  }

  async sweep(now: number): Promise<number> {
    return this.#database.run('DELETE FROM sessions WHERE expires_at < :now', { now });
  }
}

import { type AccountId, type DeviceId, deviceId, timestamp } from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { PasswordChange, RecoveryCodeRecord, RecoveryCodeStore } from '../../domain/ports.ts';
import type { Database } from './database.ts';

const sinceRow = v.object({ since: timestamp });
const deviceRow = v.object({ device: deviceId });

export class SqliteRecoveryCodes implements RecoveryCodeStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async put(code: RecoveryCodeRecord, passwordHash?: string): Promise<boolean> {
    return this.#database.transaction(() => {
      const isStored = this.#put(code, passwordHash);
      if (isStored && code.kind === 'own') {
        this.#database.run(
          `DELETE FROM recovery_codes WHERE account = :account AND kind <> 'own'`,
          { account: code.account },
        );
      }
      return isStored;
    });
  }

  async ownSince(account: AccountId): Promise<number | null> {
    const row = this.#database.get(
      sinceRow,
      `SELECT created_at AS since FROM recovery_codes WHERE account = :account AND kind = 'own'`,
      { account },
    );
    return row?.since ?? null;
  }

  async opens(account: AccountId, hash: Uint8Array, now: number): Promise<boolean> {
    return this.#opens(account, hash, now);
  }

  async use(
    account: AccountId,
    hash: Uint8Array,
    change: PasswordChange,
  ): Promise<readonly DeviceId[] | null> {
    return this.#database.transaction(() => {
      if (!this.#opens(account, hash, change.at)) return null;
      this.#setPassword(account, change);
      const ended = this.#database.all(
        deviceRow,
        'DELETE FROM sessions WHERE account = :account RETURNING device',
        { account },
      );
      return ended.map((row) => row.device);
    });
  }

  async changePassword(account: AccountId, from: string, change: PasswordChange): Promise<boolean> {
    return this.#database.transaction(() => this.#setPassword(account, change, from));
  }

  async sweep(now: number): Promise<number> {
    return this.#database.run('DELETE FROM recovery_codes WHERE expires_at < :now', { now });
  }

  /** Returns whether the account had the hash `from`; without one, whether there is the account. */
  #setPassword(
    account: AccountId,
    { passwordHash, nextHash, at }: PasswordChange,
    from: string | null = null,
  ): boolean {
    const changed = this.#database.run(
      `UPDATE accounts SET password_hash = :passwordHash
       WHERE id = :account AND password_hash = coalesce(:from, password_hash)`,
      { account, passwordHash, from },
    );
    if (changed === 0) return false;
    this.#database.run('DELETE FROM recovery_codes WHERE account = :account', { account });
    return this.#put({ account, kind: 'own', hash: nextHash, createdAt: at, expiresAt: null });
  }

  #put(
    { account, kind, hash, createdAt, expiresAt }: RecoveryCodeRecord,
    passwordHash: string | null = null,
  ): boolean {
    const changed = this.#database.run(
      `INSERT OR REPLACE INTO recovery_codes (account, kind, code_hash, created_at, expires_at)
       SELECT id, :kind, :hash, :createdAt, :expiresAt FROM accounts
       WHERE id = :account AND password_hash = coalesce(:passwordHash, password_hash)`,
      { account, kind, hash, createdAt, expiresAt, passwordHash },
    );
    return changed === 1;
  }

  #opens(account: AccountId, hash: Uint8Array, now: number): boolean {
    const row = this.#database.get(
      sinceRow,
      `SELECT created_at AS since FROM recovery_codes
       WHERE account = :account AND code_hash = :hash
         AND (expires_at IS NULL OR expires_at > :now)`,
      { account, hash, now },
    );
    return row !== null;
  }
}

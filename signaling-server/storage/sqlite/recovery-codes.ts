import { type AccountId, type DeviceId, deviceId, timestamp } from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { RecoveryCodeRecord, RecoveryCodeStore } from '../../domain/ports.ts';
import type { Database } from './database.ts';

const sinceRow = v.object({ since: timestamp });
const deviceRow = v.object({ device: deviceId });

export class SqliteRecoveryCodes implements RecoveryCodeStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async put(code: RecoveryCodeRecord, passwordHash?: string): Promise<boolean> {
    return this.#put(code, passwordHash);
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
    { passwordHash, nextHash, at }: Parameters<RecoveryCodeStore['use']>[2],
  ): Promise<readonly DeviceId[] | null> {
    return this.#database.transaction(() => {
      if (!this.#opens(account, hash, at)) return null;
      this.#database.run('UPDATE accounts SET password_hash = :passwordHash WHERE id = :account', {
        account,
        passwordHash,
      });
      this.#database.run('DELETE FROM recovery_codes WHERE account = :account', { account });
      this.#put({ account, kind: 'own', hash: nextHash, createdAt: at, expiresAt: null });
      const ended = this.#database.all(
        deviceRow,
        'DELETE FROM sessions WHERE account = :account RETURNING device',
        { account },
      );
      return ended.map((row) => row.device);
    });
  }

  async sweep(now: number): Promise<number> {
    return this.#database.run('DELETE FROM recovery_codes WHERE expires_at < :now', { now });
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

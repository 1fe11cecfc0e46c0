import type { AccountId } from '@tatap/protocol/signaling';
import type { InvitationStore } from '../../domain/ports.ts';
import type { Database } from './database.ts';

/** An invitation is a row until it is used or its time is over; SqliteAccounts uses it up. */
export class SqliteInvitations implements InvitationStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async create(
    code: string,
    createdAt: number,
    expiresAt: number,
    inviter: AccountId | null = null,
  ): Promise<boolean> {
    const created = this.#database.run(
      `INSERT INTO invitations (code, created_at, expires_at, inviter)
       SELECT :code, :createdAt, :expiresAt, :inviter
       WHERE :inviter IS NULL OR EXISTS (SELECT 1 FROM accounts WHERE id = :inviter)`,
      { code, createdAt, expiresAt, inviter },
    );
    return created === 1;
  }

  async sweep(now: number): Promise<number> {
    return this.#database.run('DELETE FROM invitations WHERE expires_at < :now', { now });
  }
}

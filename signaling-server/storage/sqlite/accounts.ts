import { createHash } from 'node:crypto';
import {
  type Account,
  type AccountId,
  accountId,
  account as accountSchema,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { AccountStore, NewAccount } from '../../domain/ports.ts';
import type { Database } from './database.ts';

const columns = `
  id, display_name AS displayName, who_may_call AS whoMayCall, presence, created_at AS createdAt`;

const hashRow = v.object({ hash: v.string() });
const invitationRow = v.object({ inviter: v.nullable(accountId) });
const ownerRow = v.object({ owner: accountId });

const deletedRow = v.object({ deletedAt: v.number() });

/** A deleted ID is not kept by name: nothing that names the account is. */
const hashOf = (id: AccountId): Uint8Array => createHash('sha256').update(id).digest();

export class SqliteAccounts implements AccountStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async create(account: NewAccount): Promise<'created' | 'taken' | 'bad-invitation'> {
    return this.#database.transaction(() => {
      const { invitation } = account;
      const open = invitation === null ? null : this.#open(invitation, account.createdAt);
      // Before the ID: whoever has no invitation does not learn which IDs there are.
      if (invitation !== null && open === null) return 'bad-invitation';
      if (this.#find(account.id) !== null || this.#wasDeleted(account.id)) return 'taken';
      if (invitation !== null) this.#useUp(invitation);
      this.#database.run(
        `INSERT INTO accounts (id, display_name, password_hash, created_at)
         VALUES (:id, :displayName, :passwordHash, :createdAt)`,
        {
          id: account.id,
          displayName: account.displayName,
          passwordHash: account.passwordHash,
          createdAt: account.createdAt,
        },
      );
      if (open?.inviter) this.#makeContacts(account.id, open.inviter, account.createdAt);
      return 'created';
    });
  }

  async find(id: AccountId): Promise<Account | null> {
    return this.#find(id);
  }

  async passwordHash(id: AccountId): Promise<string | null> {
    const row = this.#database.get(
      hashRow,
      'SELECT password_hash AS hash FROM accounts WHERE id = :id',
      { id },
    );
    return row?.hash ?? null;
  }

  async replacePasswordHash(id: AccountId, from: string, to: string): Promise<boolean> {
    const changed = this.#database.run(
      'UPDATE accounts SET password_hash = :to WHERE id = :id AND password_hash = :from',
      { id, from, to },
    );
    return changed === 1;
  }

  async update(
    id: AccountId,
    change: Parameters<AccountStore['update']>[1],
  ): Promise<Account | null> {
    return this.#database.get(
      accountSchema,
      `UPDATE accounts SET
         display_name = coalesce(:displayName, display_name),
         who_may_call = coalesce(:whoMayCall, who_may_call),
         presence = coalesce(:presence, presence)
       WHERE id = :id RETURNING ${columns}`,
      {
        id,
        displayName: change.displayName ?? null,
        whoMayCall: change.whoMayCall ?? null,
        presence: change.presence ?? null,
      },
    );
  }

  async delete(id: AccountId, deletedAt: number): Promise<readonly AccountId[]> {
    return this.#database.transaction(() => {
      const owners = this.#database.all(
        ownerRow,
        'SELECT owner FROM contacts WHERE other = :id ORDER BY owner',
        { id },
      );
      // Sessions, contacts and missed calls of both directions follow by foreign key.
      const deleted = this.#database.run('DELETE FROM accounts WHERE id = :id', { id });
      if (deleted === 1) {
        this.#database.run('INSERT INTO deleted_ids VALUES (:idHash, :deletedAt)', {
          idHash: hashOf(id),
          deletedAt,
        });
      }
      return owners.map((row) => row.owner);
    });
  }

  #find(id: AccountId): Account | null {
    return this.#database.get(accountSchema, `SELECT ${columns} FROM accounts WHERE id = :id`, {
      id,
    });
  }

  #wasDeleted(id: AccountId): boolean {
    const row = this.#database.get(
      deletedRow,
      'SELECT deleted_at AS deletedAt FROM deleted_ids WHERE id_hash = :idHash',
      { idHash: hashOf(id) },
    );
    return row !== null;
  }

  /** The invitation of this code; null where there is none any more. */
  #open(code: string, now: number): v.InferOutput<typeof invitationRow> | null {
    return this.#database.get(
      invitationRow,
      'SELECT inviter FROM invitations WHERE code = :code AND expires_at > :now',
      { code, now },
    );
  }

  #useUp(code: string): void {
    this.#database.run('DELETE FROM invitations WHERE code = :code', { code });
  }

  /** Both directions at once; a new account has nothing with anybody yet. */
  #makeContacts(one: AccountId, two: AccountId, since: number): void {
    this.#database.run(
      `INSERT INTO contacts (owner, other, bond, since)
       VALUES (:one, :two, 'accepted', :since), (:two, :one, 'accepted', :since)`,
      { one, two, since },
    );
  }
}

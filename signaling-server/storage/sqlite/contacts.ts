import {
  type AccountId,
  accountId,
  displayName,
  type Relation,
  relation,
  timestamp,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { ContactRecord, ContactStore } from '../../domain/ports.ts';
import type { Database } from './database.ts';
import { flag } from './rows.ts';

const select = `
  SELECT owner, other, relation, favourite, nickname, since, display_name AS displayName
  FROM contacts JOIN accounts ON accounts.id = contacts.other`;

const contactRow = v.object({
  owner: accountId,
  other: accountId,
  relation,
  favourite: flag,
  nickname: v.string(),
  since: timestamp,
  displayName,
});

const countRow = v.object({ count: v.number() });

export class SqliteContacts implements ContactStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(owner: AccountId): Promise<readonly ContactRecord[]> {
    return this.#database.all(contactRow, `${select} WHERE owner = :owner ORDER BY other`, {
      owner,
    });
  }

  async find(owner: AccountId, other: AccountId): Promise<ContactRecord | null> {
    return this.#find(owner, other);
  }

  async count(owner: AccountId): Promise<number> {
    const row = this.#database.get(
      countRow,
      'SELECT count(*) AS count FROM contacts WHERE owner = :owner',
      { owner },
    );
    return row?.count ?? 0;
  }

  async write(
    changes: readonly { owner: AccountId; other: AccountId; relation: Relation | null }[],
    at: number,
  ): Promise<void> {
    this.#database.transaction(() => {
      for (const { owner, other, relation } of changes) {
        if (relation === null) this.#remove(owner, other);
        else this.#put(owner, other, relation, at);
      }
    });
  }

  async annotate(
    owner: AccountId,
    other: AccountId,
    change: { favourite?: boolean; nickname?: string },
  ): Promise<ContactRecord | null> {
    this.#database.run(
      `UPDATE contacts SET
         favourite = coalesce(:favourite, favourite),
         nickname = coalesce(:nickname, nickname)
       WHERE owner = :owner AND other = :other`,
      {
        owner,
        other,
        favourite: change.favourite === undefined ? null : Number(change.favourite),
        nickname: change.nickname ?? null,
      },
    );
    return this.#find(owner, other);
  }

  #find(owner: AccountId, other: AccountId): ContactRecord | null {
    return this.#database.get(contactRow, `${select} WHERE owner = :owner AND other = :other`, {
      owner,
      other,
    });
  }

  #remove(owner: AccountId, other: AccountId): void {
    this.#database.run('DELETE FROM contacts WHERE owner = :owner AND other = :other', {
      owner,
      other,
    });
  }

  /** Keeps nickname and favourite mark; `since` moves only where the relation does. */
  #put(owner: AccountId, other: AccountId, relation: Relation, at: number): void {
    this.#database.run(
      `INSERT INTO contacts (owner, other, relation, since)
       VALUES (:owner, :other, :relation, :at)
       ON CONFLICT (owner, other) DO UPDATE SET relation = excluded.relation, since = excluded.since
         WHERE relation <> excluded.relation`,
      { owner, other, relation, at },
    );
  }
}

import { type AccountId, accountId, displayName, timestamp } from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { Bond, ContactChange, ContactRecord, ContactStore } from '../../domain/ports.ts';
import type { Database } from './database.ts';
import { flag } from './rows.ts';

const select = `
  SELECT owner, other, bond, blocked, favourite, nickname, since, display_name AS displayName,
    EXISTS (SELECT 1 FROM contacts AS back
      WHERE back.owner = contacts.other AND back.other = contacts.owner AND back.blocked = 1
    ) AS blockedBack
  FROM contacts JOIN accounts ON accounts.id = contacts.other`;

const bonds = ['outgoing', 'incoming', 'accepted'] as const satisfies readonly Bond[];

const contactRow = v.object({
  owner: accountId,
  other: accountId,
  bond: v.nullable(v.picklist(bonds)),
  blocked: flag,
  blockedBack: flag,
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

  async acceptedBy(other: AccountId): Promise<readonly ContactRecord[]> {
    return this.#database.all(
      contactRow,
      `${select} WHERE other = :other AND bond = 'accepted' ORDER BY owner`,
      { other },
    );
  }

  async count(owner: AccountId): Promise<number> {
    const row = this.#database.get(
      countRow,
      'SELECT count(*) AS count FROM contacts WHERE owner = :owner',
      { owner },
    );
    return row?.count ?? 0;
  }

  async write(changes: readonly ContactChange[], at: number): Promise<void> {
    this.#database.transaction(() => {
      for (const { owner, other, bond, blocked = false } of changes) {
        if (bond === null && !blocked) this.#remove(owner, other);
        else this.#put({ owner, other, bond, blocked: Number(blocked), at });
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

  /** Keeps nickname and favourite mark; `since` moves only where the bond does. */
  #put(row: {
    owner: string;
    other: string;
    bond: Bond | null;
    blocked: number;
    at: number;
  }): void {
    this.#database.run(
      `INSERT INTO contacts (owner, other, bond, blocked, since)
       VALUES (:owner, :other, :bond, :blocked, :at)
       ON CONFLICT (owner, other) DO UPDATE SET
         since = CASE WHEN bond IS excluded.bond THEN since ELSE excluded.since END,
         bond = excluded.bond,
         blocked = excluded.blocked`,
      row,
    );
  }
}

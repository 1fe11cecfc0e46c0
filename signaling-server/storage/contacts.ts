import { type AccountId, accountId, displayName, timestamp } from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { Bond, ContactChange, ContactRecord, ContactStore } from '../domain/ports.ts';
import { type Db, flag, parseRow, parseRows, toFlag } from './schema.ts';

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

export function contactStore(db: Db): ContactStore {
  return {
    async list(owner) {
      const rows = await contacts(db)
        .where('contacts.owner', '=', owner)
        .orderBy('contacts.other')
        .execute();
      return parseRows(contactRow, rows);
    },

    find: (owner, other) => findContact(db, owner, other),

    async acceptedBy(other) {
      const rows = await contacts(db)
        .where('contacts.other', '=', other)
        .where('contacts.bond', '=', 'accepted')
        .orderBy('contacts.owner')
        .execute();
      return parseRows(contactRow, rows);
    },

    async count(owner) {
      const row = await db
        .selectFrom('contacts')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('owner', '=', owner)
        .executeTakeFirst();
      return parseRow(countRow, row)?.count ?? 0;
    },

    write: (changes, at) =>
      db.transaction().execute(async (trx) => {
        for (const change of changes) {
          if (change.bond === null && !change.blocked) await removeContact(trx, change);
          else await putContact(trx, change, at);
        }
      }),

    annotate: (owner, other, { favourite, nickname }) =>
      db.transaction().execute(async (trx) => {
        await trx
          .updateTable('contacts')
          .set({
            // Kysely leaves out undefined values. Setting the owner to itself keeps the statement
            // valid if nothing changes.
            owner,
            favourite: favourite === undefined ? undefined : toFlag(favourite),
            nickname,
          })
          .where('owner', '=', owner)
          .where('other', '=', other)
          .execute();
        return findContact(trx, owner, other);
      }),
  };
}

/** Contacts with the other person's name and the entry in the other direction (`back`). */
const contacts = (db: Db) =>
  db
    .selectFrom('contacts')
    .innerJoin('accounts', 'accounts.id', 'contacts.other')
    .leftJoin('contacts as back', (join) =>
      join.onRef('back.owner', '=', 'contacts.other').onRef('back.other', '=', 'contacts.owner'),
    )
    .select([
      'contacts.owner',
      'contacts.other',
      'contacts.bond',
      'contacts.blocked',
      'contacts.favourite',
      'contacts.nickname',
      'contacts.since',
      'accounts.display_name as displayName',
      'back.blocked as blockedBack',
    ]);

async function findContact(
  db: Db,
  owner: AccountId,
  other: AccountId,
): Promise<ContactRecord | null> {
  const row = await contacts(db)
    .where('contacts.owner', '=', owner)
    .where('contacts.other', '=', other)
    .executeTakeFirst();
  return parseRow(contactRow, row);
}

async function removeContact(trx: Db, { owner, other }: ContactChange): Promise<void> {
  await trx.deleteFrom('contacts').where('owner', '=', owner).where('other', '=', other).execute();
}

/** Keeps nickname and favourite mark; `since` changes only if the bond changes. */
async function putContact(
  trx: Db,
  { owner, other, bond, blocked = false }: ContactChange,
  at: number,
): Promise<void> {
  await trx
    .insertInto('contacts')
    .values({ owner, other, bond, blocked: toFlag(blocked), since: at })
    .onConflict((conflict) =>
      conflict.columns(['owner', 'other']).doUpdateSet((eb) => ({
        since: eb
          .case()
          .when('contacts.bond', 'is not distinct from', eb.ref('excluded.bond'))
          .then(eb.ref('contacts.since'))
          .else(eb.ref('excluded.since'))
          .end(),
        bond: eb.ref('excluded.bond'),
        blocked: eb.ref('excluded.blocked'),
      })),
    )
    .execute();
}

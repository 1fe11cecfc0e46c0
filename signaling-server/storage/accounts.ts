import { createHash } from 'node:crypto';
import {
  type Account,
  type AccountId,
  accountId,
  account as accountSchema,
  timestamp,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { AccountStore, InvitationStore, NewAccount } from '../domain/ports.ts';
import { type Db, parseRow, parseRows, sweep } from './schema.ts';

const accountColumns = [
  'id',
  'display_name as displayName',
  'who_may_call as whoMayCall',
  'presence',
  'created_at as createdAt',
] as const;

const ownerRow = v.object({ owner: accountId });
const invitationRow = v.object({ createdAt: timestamp, expiresAt: timestamp });
const openInvitationRow = v.object({ code: v.string(), inviter: v.nullable(accountId) });

export function accountStore(db: Db): AccountStore {
  return {
    create: (account) => db.transaction().execute((trx) => createAccount(trx, account)),
    find: (id) => findAccount(db, id),
    passwordHash: (id) => passwordHashOf(db, id),

    async replacePasswordHash(id, from, to) {
      const { numUpdatedRows } = await db
        .updateTable('accounts')
        .set({ password_hash: to })
        .where('id', '=', id)
        .where('password_hash', '=', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async update(id, { displayName, whoMayCall, presence }) {
      const row = await db
        .updateTable('accounts')
        // Kysely leaves out undefined values. Setting the ID to itself keeps the statement valid if
        // nothing changes.
        .set({ id, display_name: displayName, who_may_call: whoMayCall, presence })
        .where('id', '=', id)
        .returning(accountColumns)
        .executeTakeFirst();
      return parseRow(accountSchema, row);
    },

    delete: (id, deletedAt) => db.transaction().execute((trx) => deleteAccount(trx, id, deletedAt)),
  };
}

/** The row of an invitation exists until the invitation is used in `createAccount` or expires. */
export function invitationStore(db: Db): InvitationStore {
  return {
    create: (code, createdAt, expiresAt, inviter = null) =>
      db.transaction().execute(async (trx) => {
        if (inviter !== null && (await findAccount(trx, inviter)) === null) return false;
        const row = { code, created_at: createdAt, expires_at: expiresAt, inviter };
        await trx.insertInto('invitations').values(row).execute();
        return true;
      }),

    async madeBy(inviter) {
      const rows = await db
        .selectFrom('invitations')
        .select(['created_at as createdAt', 'expires_at as expiresAt'])
        .where('inviter', '=', inviter)
        .orderBy('created_at')
        .orderBy('expires_at')
        .execute();
      return parseRows(invitationRow, rows);
    },

    sweep: (now) => sweep(db, 'invitations', now),
  };
}

export async function passwordHashOf(db: Db, id: AccountId): Promise<string | null> {
  const row = await db
    .selectFrom('accounts')
    .select('password_hash')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.password_hash ?? null;
}

async function findAccount(db: Db, id: AccountId): Promise<Account | null> {
  const row = await db
    .selectFrom('accounts')
    .select(accountColumns)
    .where('id', '=', id)
    .executeTakeFirst();
  return parseRow(accountSchema, row);
}

async function createAccount(
  trx: Db,
  { id, displayName, passwordHash, createdAt, invitation }: NewAccount,
): Promise<'created' | 'taken' | 'bad-invitation'> {
  const open = invitation === null ? null : await openInvitation(trx, invitation, createdAt);
  // Checked before the ID, so that a person without an invitation does not learn which IDs exist.
  if (invitation !== null && open === null) return 'bad-invitation';
  if ((await findAccount(trx, id)) !== null || (await wasDeleted(trx, id))) return 'taken';
  if (open !== null) {
    await trx.deleteFrom('invitations').where('code', '=', open.code).execute();
  }
  await trx
    .insertInto('accounts')
    .values({ id, display_name: displayName, password_hash: passwordHash, created_at: createdAt })
    .execute();
  if (open?.inviter) await makeContacts(trx, id, open.inviter, createdAt);
  return 'created';
}

/** The valid invitation with this code, or `null`. */
async function openInvitation(
  trx: Db,
  code: string,
  now: number,
): Promise<v.InferOutput<typeof openInvitationRow> | null> {
  const row = await trx
    .selectFrom('invitations')
    .select(['code', 'inviter'])
    .where('code', '=', code)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return parseRow(openInvitationRow, row);
}

/**
 * Makes two accounts accepted contacts of each other. One of them must be new: an existing contact
 * is an error.
 */
async function makeContacts(trx: Db, one: AccountId, two: AccountId, since: number): Promise<void> {
  await trx
    .insertInto('contacts')
    .values([
      { owner: one, other: two, bond: 'accepted', since },
      { owner: two, other: one, bond: 'accepted', since },
    ])
    .execute();
}

async function deleteAccount(
  trx: Db,
  id: AccountId,
  deletedAt: number,
): Promise<readonly AccountId[]> {
  const listedBy = await trx
    .selectFrom('contacts')
    .select('owner')
    .where('other', '=', id)
    .orderBy('owner')
    .execute();
  // Sessions, codes, contacts and calls in both directions are deleted by foreign keys (`on delete
  // cascade`). Invitations stay, without an inviter (`on delete set null`).
  const { numDeletedRows } = await trx
    .deleteFrom('accounts')
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 1n) {
    await trx
      .insertInto('deleted_ids')
      .values({ id_hash: hashOf(id), deleted_at: deletedAt })
      .execute();
  }
  return parseRows(ownerRow, listedBy).map(({ owner }) => owner);
}

async function wasDeleted(trx: Db, id: AccountId): Promise<boolean> {
  const row = await trx
    .selectFrom('deleted_ids')
    .select('deleted_at')
    .where('id_hash', '=', hashOf(id))
    .executeTakeFirst();
  return row !== undefined;
}

/** Deleted IDs are stored as hashes, so that the database no longer names the account. */
const hashOf = (id: AccountId): Uint8Array => createHash('sha256').update(id).digest();

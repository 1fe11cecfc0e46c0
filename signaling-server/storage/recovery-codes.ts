import { type AccountId, timestamp } from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { PasswordChange, RecoveryCodeRecord, RecoveryCodeStore } from '../domain/ports.ts';
import { passwordHashOf } from './accounts.ts';
import { type Db, parseRow, parseRows, sweep } from './schema.ts';
import { endedRow } from './sessions.ts';

const sinceRow = v.object({ since: timestamp });

export function recoveryCodeStore(db: Db): RecoveryCodeStore {
  return {
    put: (code, passwordHash) =>
      db.transaction().execute(async (trx) => {
        const stored = await passwordHashOf(trx, code.account);
        if (stored === null || stored !== (passwordHash ?? stored)) return false;
        await putCode(trx, code);
        return true;
      }),

    async ownSince(account) {
      const row = await db
        .selectFrom('recovery_codes')
        .select('created_at as since')
        .where('account', '=', account)
        .where('kind', '=', 'own')
        .executeTakeFirst();
      return parseRow(sinceRow, row)?.since ?? null;
    },

    opens: (account, hash, now) => opens(db, account, hash, now),

    use: (account, hash, change) =>
      db.transaction().execute(async (trx) => {
        if (!(await opens(trx, account, hash, change.at))) return null;
        await setPassword(trx, account, change);
        const ended = await trx
          .deleteFrom('sessions')
          .where('account', '=', account)
          .returning('device')
          .execute();
        return parseRows(endedRow, ended).map(({ device }) => device);
      }),

    changePassword: (account, from, change) =>
      db.transaction().execute(async (trx) => {
        if ((await passwordHashOf(trx, account)) !== from) return false;
        await setPassword(trx, account, change);
        return true;
      }),

    sweep: (now) => sweep(db, 'recovery_codes', now),
  };
}

/** Sets the password of an existing account, and replaces all its codes by the next one. */
async function setPassword(
  trx: Db,
  account: AccountId,
  { passwordHash, nextHash, at }: PasswordChange,
): Promise<void> {
  await trx
    .updateTable('accounts')
    .set({ password_hash: passwordHash })
    .where('id', '=', account)
    .execute();
  await putCode(trx, { account, kind: 'own', hash: nextHash, createdAt: at, expiresAt: null });
}

/** Stores a code and replaces the one of the same kind; an `own` code replaces both. */
async function putCode(
  trx: Db,
  { account, kind, hash, createdAt, expiresAt }: RecoveryCodeRecord,
): Promise<void> {
  const replaced = trx.deleteFrom('recovery_codes').where('account', '=', account);
  await (kind === 'own' ? replaced : replaced.where('kind', '=', kind)).execute();
  await trx
    .insertInto('recovery_codes')
    .values({ account, kind, code_hash: hash, created_at: createdAt, expires_at: expiresAt })
    .execute();
}

async function opens(db: Db, account: AccountId, hash: Uint8Array, now: number): Promise<boolean> {
  const code = await db
    .selectFrom('recovery_codes')
    .select('kind')
    .where('account', '=', account)
    .where('code_hash', '=', hash)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
  return code !== undefined;
}

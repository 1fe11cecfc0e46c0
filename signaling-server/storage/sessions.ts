import {
  accountId,
  deviceDescription,
  deviceId,
  publicKey,
  timestamp,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { SessionRecord, SessionStore } from '../domain/ports.ts';
import { passwordHashOf } from './accounts.ts';
import { type Db, parseRow, parseRows, sweep } from './schema.ts';

const sessionColumns = [
  'account',
  'device',
  'name',
  'platform',
  'signing_key as key',
  'created_at as createdAt',
  'last_seen_at as lastSeenAt',
  'expires_at as expiresAt',
] as const;

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

/** The device of a deleted session. */
export const endedRow = v.object({ device: deviceId });

export function sessionStore(db: Db): SessionStore {
  const sessions = db.selectFrom('sessions').select(sessionColumns);
  return {
    open: (session, tokenHash, passwordHash) =>
      db.transaction().execute(async (trx) => {
        const hasPassword =
          passwordHash === undefined ||
          (await passwordHashOf(trx, session.account)) === passwordHash;
        if (hasPassword) await putSession(trx, session, tokenHash);
        return hasPassword;
      }),

    async findByToken(tokenHash) {
      const row = await sessions.where('token_hash', '=', tokenHash).executeTakeFirst();
      return parseRow(sessionRow, row);
    },

    async list(account) {
      const rows = await sessions
        .where('account', '=', account)
        .orderBy('last_seen_at', 'desc')
        .orderBy('device')
        .execute();
      return parseRows(sessionRow, rows);
    },

    async touch(account, device, at, expiresAt) {
      await db
        .updateTable('sessions')
        .set((eb) => ({
          last_seen_at: at,
          expires_at: eb
            .case()
            .when('expires_at', '<', expiresAt)
            .then(expiresAt)
            .else(eb.ref('expires_at'))
            .end(),
        }))
        .where('account', '=', account)
        .where('device', '=', device)
        .execute();
    },

    async revoke(account, device) {
      const { numDeletedRows } = await db
        .deleteFrom('sessions')
        .where('account', '=', account)
        .where('device', '=', device)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },

    async revokeOthers(account, keep) {
      const revoked = await db
        .deleteFrom('sessions')
        .where('account', '=', account)
        .where('device', '<>', keep)
        .returning('device')
        .execute();
      return parseRows(endedRow, revoked).map(({ device }) => device);
    },

    async endingBefore(at) {
      const rows = await sessions.where('expires_at', '<', at).orderBy('expires_at').execute();
      return parseRows(sessionRow, rows);
    },

    sweep: (now) => sweep(db, 'sessions', now),
  };
}

/** Stores a session and replaces an older one of the same device. */
async function putSession(
  trx: Db,
  { account, device, createdAt, lastSeenAt, expiresAt }: SessionRecord,
  tokenHash: Uint8Array,
): Promise<void> {
  const row = {
    name: device.name,
    platform: device.platform,
    signing_key: device.key ?? null,
    token_hash: tokenHash,
    created_at: createdAt,
    last_seen_at: lastSeenAt,
    expires_at: expiresAt,
  };
  await trx
    .insertInto('sessions')
    .values({ account, device: device.id, ...row })
    .onConflict((conflict) => conflict.columns(['account', 'device']).doUpdateSet(row))
    .execute();
}

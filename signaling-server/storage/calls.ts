import { callMedia } from '@tatap/protocol/call';
import {
  type AccountId,
  accountId,
  type CallId,
  callId,
  deviceId,
  displayName,
  type MissedCall,
  timestamp,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { AcceptedCallRecord, AcceptedCallStore, MissedCallStore } from '../domain/ports.ts';
import { type Db, flag, parseRows, toFlag } from './schema.ts';

/** How many missed calls are kept per account. */
const kept = 500;

const missedCallRow = v.pipe(
  v.object({
    callId,
    caller: accountId,
    displayName,
    isContact: flag,
    media: callMedia,
    at: timestamp,
    count: v.number(),
  }),
  v.transform(
    ({ caller, displayName, isContact, count, ...call }): MissedCall => ({
      ...call,
      from: { id: caller, displayName, isContact },
      ...(count === 1 ? {} : { count }),
    }),
  ),
);

const countRow = v.object({ count: v.number() });

export function missedCallStore(db: Db): MissedCallStore {
  return {
    add: (account, { callId, from, media, at }) =>
      db.transaction().execute(async (trx) => {
        const before = from.isContact ? 0 : await takeStrangers(trx, account, from.id, callId);
        await trx
          .insertInto('missed_calls')
          .values({
            account,
            call_id: callId,
            caller: from.id,
            is_contact: toFlag(from.isContact),
            media,
            at,
            count: before + 1,
          })
          .onConflict((conflict) => conflict.columns(['account', 'call_id']).doNothing())
          .execute();
        await trim(trx, account);
      }),

    async list(account) {
      const rows = await db
        .selectFrom('missed_calls')
        .innerJoin('accounts', 'accounts.id', 'missed_calls.caller')
        .select([
          'call_id as callId',
          'caller',
          'display_name as displayName',
          'is_contact as isContact',
          'media',
          'at',
          'count',
        ])
        .where('account', '=', account)
        .orderBy('at')
        .orderBy('call_id')
        .execute();
      return parseRows(missedCallRow, rows);
    },

    async take(account, callIds) {
      if (callIds.length === 0) return;
      await db
        .deleteFrom('missed_calls')
        .where('account', '=', account)
        .where('call_id', 'in', callIds)
        .execute();
    },
  };
}

/** Removes the stranger's other missed calls; returns how many there were. */
async function takeStrangers(
  trx: Db,
  account: AccountId,
  caller: AccountId,
  callId: CallId,
): Promise<number> {
  const taken = await trx
    .deleteFrom('missed_calls')
    .where('account', '=', account)
    .where('caller', '=', caller)
    .where('is_contact', '=', 0)
    .where('call_id', '<>', callId)
    .returning('count')
    .execute();
  return parseRows(countRow, taken).reduce((sum, { count }) => sum + count, 0);
}

/** Removes missed calls of an account above the limit. */
async function trim(trx: Db, account: AccountId): Promise<void> {
  const beyond = trx
    .selectFrom('missed_calls')
    .select('call_id')
    .where('account', '=', account)
    .orderBy('is_contact', 'desc')
    .orderBy('at', 'desc')
    .orderBy('call_id')
    // SQLite accepts an offset only with a limit.
    .limit(kept)
    .offset(kept);
  await trx
    .deleteFrom('missed_calls')
    .where('account', '=', account)
    .where('call_id', 'in', beyond)
    .execute();
}

const acceptedCallRow = v.pipe(
  v.object({
    callId,
    callerAccount: accountId,
    callerDevice: deviceId,
    calleeAccount: accountId,
    calleeDevice: deviceId,
    media: callMedia,
    acceptedAt: timestamp,
  }),
  v.transform(
    (row): AcceptedCallRecord => ({
      callId: row.callId,
      caller: { account: row.callerAccount, device: row.callerDevice },
      callee: { account: row.calleeAccount, device: row.calleeDevice },
      media: row.media,
      acceptedAt: row.acceptedAt,
    }),
  ),
);

export function acceptedCallStore(db: Db): AcceptedCallStore {
  return {
    async add({ callId, caller, callee, media, acceptedAt }) {
      await db
        .insertInto('accepted_calls')
        .values({
          call_id: callId,
          caller_account: caller.account,
          caller_device: caller.device,
          callee_account: callee.account,
          callee_device: callee.device,
          media,
          accepted_at: acceptedAt,
        })
        .onConflict((conflict) => conflict.column('call_id').doNothing())
        .execute();
    },

    async remove(callId) {
      await db.deleteFrom('accepted_calls').where('call_id', '=', callId).execute();
    },

    async list() {
      const rows = await db
        .selectFrom('accepted_calls')
        .select([
          'call_id as callId',
          'caller_account as callerAccount',
          'caller_device as callerDevice',
          'callee_account as calleeAccount',
          'callee_device as calleeDevice',
          'media',
          'accepted_at as acceptedAt',
        ])
        .orderBy('accepted_at')
        .orderBy('call_id')
        .execute();
      return parseRows(acceptedCallRow, rows);
    },
  };
}

import { callMedia } from '@tatap/protocol/call';
import {
  type AccountId,
  accountId,
  type CallId,
  callId,
  displayName,
  type MissedCall,
  timestamp,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { MissedCallStore } from '../../domain/ports.ts';
import type { Database } from './database.ts';
import { flag } from './rows.ts';

/** How many of an account are kept. */
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

export class SqliteMissedCalls implements MissedCallStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(account: AccountId, call: MissedCall): Promise<void> {
    const { callId, from, media, at } = call;
    this.#database.transaction(() => {
      const before = from.isContact ? 0 : this.#takeStrangers(account, from.id, callId);
      this.#database.run(
        `INSERT OR IGNORE INTO missed_calls (account, call_id, caller, is_contact, media, at, count)
         VALUES (:account, :callId, :caller, :isContact, :media, :at, :count)`,
        {
          account,
          callId,
          caller: from.id,
          isContact: Number(from.isContact),
          media,
          at,
          count: before + 1,
        },
      );
      this.#database.run(
        `DELETE FROM missed_calls WHERE account = :account AND call_id IN (
           SELECT call_id FROM missed_calls WHERE account = :account
           ORDER BY is_contact DESC, at DESC, call_id LIMIT -1 OFFSET ${kept})`,
        { account },
      );
    });
  }

  /** Removes what is kept of a stranger's other calls; returns how many they were. */
  #takeStrangers(account: AccountId, caller: AccountId, callId: CallId): number {
    const rows = this.#database.all(
      countRow,
      `DELETE FROM missed_calls
       WHERE account = :account AND caller = :caller AND is_contact = 0 AND call_id <> :callId
       RETURNING count`,
      { account, caller, callId },
    );
    return rows.reduce((sum, { count }) => sum + count, 0);
  }

  async list(account: AccountId): Promise<readonly MissedCall[]> {
    return this.#database.all(
      missedCallRow,
      `SELECT call_id AS callId, caller, display_name AS displayName, is_contact AS isContact,
         media, at, count
       FROM missed_calls JOIN accounts ON accounts.id = missed_calls.caller
       WHERE account = :account ORDER BY at, callId`,
      { account },
    );
  }

  async take(account: AccountId, callIds: readonly CallId[]): Promise<void> {
    this.#database.run(
      `DELETE FROM missed_calls
       WHERE account = :account AND call_id IN (SELECT value FROM json_each(:callIds))`,
      { account, callIds: JSON.stringify(callIds) },
    );
  }
}

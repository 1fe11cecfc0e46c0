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
  }),
  v.transform(
    ({ caller, displayName, isContact, ...call }): MissedCall => ({
      ...call,
      from: { id: caller, displayName, isContact },
    }),
  ),
);

export class SqliteMissedCalls implements MissedCallStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(account: AccountId, call: MissedCall): Promise<void> {
    this.#database.transaction(() => {
      this.#database.run(
        `INSERT OR IGNORE INTO missed_calls (account, call_id, caller, is_contact, media, at)
         VALUES (:account, :callId, :caller, :isContact, :media, :at)`,
        {
          account,
          callId: call.callId,
          caller: call.from.id,
          isContact: Number(call.from.isContact),
          media: call.media,
          at: call.at,
        },
      );
      this.#database.run(
        `DELETE FROM missed_calls WHERE account = :account AND call_id IN (
           SELECT call_id FROM missed_calls WHERE account = :account
           ORDER BY at DESC, call_id LIMIT -1 OFFSET ${kept})`,
        { account },
      );
    });
  }

  async list(account: AccountId): Promise<readonly MissedCall[]> {
    return this.#database.all(
      missedCallRow,
      `SELECT call_id AS callId, caller, display_name AS displayName, is_contact AS isContact,
         media, at
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

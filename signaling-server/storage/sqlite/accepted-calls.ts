import { callMedia } from '@tatap/protocol/call';
import { accountId, type CallId, callId, deviceId, timestamp } from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { AcceptedCallRecord, AcceptedCallStore } from '../../domain/ports.ts';
import type { Database } from './database.ts';

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

export class SqliteAcceptedCalls implements AcceptedCallStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(call: AcceptedCallRecord): Promise<void> {
    this.#database.run(
      `INSERT OR IGNORE INTO accepted_calls VALUES (:callId, :callerAccount, :callerDevice,
         :calleeAccount, :calleeDevice, :media, :acceptedAt)`,
      {
        callId: call.callId,
        callerAccount: call.caller.account,
        callerDevice: call.caller.device,
        calleeAccount: call.callee.account,
        calleeDevice: call.callee.device,
        media: call.media,
        acceptedAt: call.acceptedAt,
      },
    );
  }

  async remove(callId: CallId): Promise<void> {
    this.#database.run('DELETE FROM accepted_calls WHERE call_id = :callId', { callId });
  }

  async list(): Promise<readonly AcceptedCallRecord[]> {
    return this.#database.all(
      acceptedCallRow,
      `SELECT call_id AS callId, caller_account AS callerAccount, caller_device AS callerDevice,
         callee_account AS calleeAccount, callee_device AS calleeDevice, media,
         accepted_at AS acceptedAt
       FROM accepted_calls ORDER BY accepted_at, callId`,
    );
  }
}

import type { CallMedia } from '@tatap/protocol/call';
import {
  type DeviceDescription,
  type Output,
  type OwnPresence,
  parse,
  type Schema,
  type WhoMayCall,
} from '@tatap/protocol/signaling';
import type { Generated, Kysely } from 'kysely';
import * as v from 'valibot';
import type { Bond, RecoveryCodeRecord } from '../domain/ports.ts';
import { StorageError } from './errors.ts';

/** Booleans are stored as 0 and 1 in every database, because SQLite has no booleans. */
type Flag = 0 | 1;

/**
 * The tables after all steps of `migrations.ts`. Times are milliseconds since the epoch.
 * `Generated` marks a column that has a default.
 */
export interface Tables {
  readonly accounts: {
    readonly id: string;
    readonly display_name: string;
    readonly password_hash: string;
    readonly who_may_call: Generated<WhoMayCall>;
    readonly presence: Generated<OwnPresence>;
    readonly created_at: number;
  };
  readonly sessions: {
    readonly account: string;
    readonly device: string;
    readonly name: string;
    readonly platform: DeviceDescription['platform'];
    readonly token_hash: Uint8Array;
    readonly created_at: number;
    readonly last_seen_at: number;
    readonly expires_at: number;
    readonly signing_key: string | null;
  };
  readonly contacts: {
    readonly owner: string;
    readonly other: string;
    readonly favourite: Generated<Flag>;
    readonly nickname: Generated<string>;
    readonly since: number;
    readonly bond: Bond | null;
    readonly blocked: Generated<Flag>;
  };
  readonly missed_calls: {
    readonly account: string;
    readonly call_id: string;
    readonly caller: string;
    readonly is_contact: Flag;
    readonly media: CallMedia;
    readonly at: number;
    readonly count: Generated<number>;
  };
  readonly accepted_calls: {
    readonly call_id: string;
    readonly caller_account: string;
    readonly caller_device: string;
    readonly callee_account: string;
    readonly callee_device: string;
    readonly media: CallMedia;
    readonly accepted_at: number;
  };
  readonly invitations: {
    readonly code: string;
    readonly created_at: number;
    readonly expires_at: number;
    readonly inviter: string | null;
  };
  readonly recovery_codes: {
    readonly account: string;
    readonly kind: RecoveryCodeRecord['kind'];
    readonly code_hash: Uint8Array;
    readonly created_at: number;
    readonly expires_at: number | null;
  };
  readonly deleted_ids: { readonly id_hash: Uint8Array; readonly deleted_at: number };
}

/** A database with these tables, or a transaction in it. */
export type Db = Kysely<Tables>;

/** Removes rows that expired before `now`; returns how many. */
export async function sweep(
  db: Db,
  table: 'sessions' | 'invitations' | 'recovery_codes',
  now: number,
): Promise<number> {
  const swept = await db.deleteFrom(table).where('expires_at', '<', now).executeTakeFirst();
  return Number(swept.numDeletedRows);
}

export const toFlag = (value: boolean): Flag => (value ? 1 : 0);

/** Reads a flag column. A missing joined row gives `null`, which reads as false. */
export const flag = v.pipe(
  v.nullable(v.picklist([0, 1])),
  v.transform((value) => value === 1),
);

/**
 * Parses the rows of a query, as all data that crosses a border.
 *
 * @throws StorageError `unexpected-row`
 */
export function parseRows<S extends Schema>(
  schema: S,
  rows: readonly v.InferInput<S>[],
): Output<S>[] {
  return rows.map((row) => {
    const parsed = parse(schema, row);
    if (!parsed.ok) throw StorageError.unexpectedRow(parsed.issue);
    return parsed.value;
  });
}

/**
 * Parses the row of a query; `null` if the query found none.
 *
 * @throws StorageError `unexpected-row`
 */
export function parseRow<S extends Schema>(
  schema: S,
  row: v.InferInput<S> | undefined,
): Output<S> | null {
  return row === undefined ? null : (parseRows(schema, [row])[0] ?? null);
}

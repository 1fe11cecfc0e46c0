import {
  type ColumnDataType,
  type ColumnDefinitionBuilder,
  type Compilable,
  type Kysely,
  type RawBuilder,
  sql,
} from 'kysely';
import { StorageError } from './errors.ts';

type DataType = ColumnDataType | RawBuilder<unknown>;

/** The data types and SQL fragments that differ between databases. */
export interface SchemaWords {
  /** Text that is compared byte by byte. */
  readonly text: DataType;
  /** A whole number: a time, a count or a flag. */
  readonly integer: DataType;
  readonly bytes: DataType;
  /** The SQL after the columns of a table. */
  readonly tableEnd: RawBuilder<unknown>;
}

/** A step builds statements and does not run them. */
export type Step = (db: Kysely<unknown>, words: SchemaWords) => readonly Compilable[];

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

const required: Column = (column) => column.notNull();
const key: Column = (column) => column.notNull().primaryKey();
const account: Column = (column) => column.notNull().references('accounts.id').onDelete('cascade');

/**
 * The history of the schema, for every database: step n migrates schema version n to n + 1. A
 * released step is never edited; each change of the schema is a new step.
 */
export const migrations: readonly Step[] = [
  ({ schema }, { text, integer, bytes, tableEnd }) => [
    schema
      .createTable('accounts')
      .addColumn('id', text, key)
      .addColumn('display_name', text, required)
      .addColumn('password_hash', text, required)
      .addColumn('who_may_call', text, (column) => column.notNull().defaultTo('everyone'))
      .addColumn('presence', text, (column) => column.notNull().defaultTo('online'))
      .addColumn('created_at', integer, required)
      .modifyEnd(tableEnd),
    schema
      .createTable('sessions')
      .addColumn('account', text, account)
      .addColumn('device', text, required)
      .addColumn('name', text, required)
      .addColumn('platform', text, required)
      .addColumn('token_hash', bytes, (column) => column.notNull().unique())
      .addColumn('created_at', integer, required)
      .addColumn('last_seen_at', integer, required)
      .addColumn('expires_at', integer, required)
      .addPrimaryKeyConstraint('sessions_key', ['account', 'device'])
      .modifyEnd(tableEnd),
    schema.createIndex('sessions_by_end').on('sessions').column('expires_at'),
    schema
      .createTable('contacts')
      .addColumn('owner', text, account)
      .addColumn('other', text, account)
      .addColumn('relation', text, required)
      .addColumn('favourite', integer, (column) => column.notNull().defaultTo(0))
      .addColumn('nickname', text, (column) => column.notNull().defaultTo(''))
      .addColumn('since', integer, required)
      .addPrimaryKeyConstraint('contacts_key', ['owner', 'other'])
      .modifyEnd(tableEnd),
    schema.createIndex('contacts_by_other').on('contacts').column('other'),
    schema
      .createTable('missed_calls')
      .addColumn('account', text, account)
      .addColumn('call_id', text, required)
      .addColumn('caller', text, account)
      .addColumn('is_contact', integer, required)
      .addColumn('media', text, required)
      .addColumn('at', integer, required)
      .addPrimaryKeyConstraint('missed_calls_key', ['account', 'call_id'])
      .modifyEnd(tableEnd),
    schema.createIndex('missed_calls_by_time').on('missed_calls').columns(['account', 'at']),
    schema.createIndex('missed_calls_by_caller').on('missed_calls').column('caller'),
    schema
      .createTable('invitations')
      .addColumn('code', text, key)
      .addColumn('created_at', integer, required)
      .addColumn('expires_at', integer, required)
      .modifyEnd(tableEnd),
  ],
  ({ schema }, { text, integer, tableEnd }) => [
    schema
      .createTable('accepted_calls')
      .addColumn('call_id', text, key)
      .addColumn('caller_account', text, account)
      .addColumn('caller_device', text, required)
      .addColumn('callee_account', text, account)
      .addColumn('callee_device', text, required)
      .addColumn('media', text, required)
      .addColumn('accepted_at', integer, required)
      .modifyEnd(tableEnd),
    schema.createIndex('accepted_calls_by_caller').on('accepted_calls').column('caller_account'),
    schema.createIndex('accepted_calls_by_callee').on('accepted_calls').column('callee_account'),
  ],
  ({ schema }, { text }) => [schema.alterTable('sessions').addColumn('signing_key', text)],
  (db, { text, integer }) => [
    db.schema.alterTable('contacts').addColumn('bond', text),
    db.schema
      .alterTable('contacts')
      .addColumn('blocked', integer, (column) => column.notNull().defaultTo(0)),
    db
      .withTables<{ contacts: { bond: string | null; blocked: number } }>()
      .updateTable('contacts')
      .set({
        bond: sql`nullif(relation, 'blocked')`,
        blocked: sql`case relation when 'blocked' then 1 else 0 end`,
      }),
    db.schema.alterTable('contacts').dropColumn('relation'),
  ],
  ({ schema }, { integer, bytes, tableEnd }) => [
    schema
      .createTable('deleted_ids')
      .addColumn('id_hash', bytes, key)
      .addColumn('deleted_at', integer, required)
      .modifyEnd(tableEnd),
  ],
  ({ schema }, { integer }) => [
    schema
      .alterTable('missed_calls')
      .addColumn('count', integer, (column) => column.notNull().defaultTo(1)),
  ],
  ({ schema }, { text, integer, bytes, tableEnd }) => [
    schema
      .createTable('recovery_codes')
      .addColumn('account', text, account)
      .addColumn('kind', text, required)
      .addColumn('code_hash', bytes, required)
      .addColumn('created_at', integer, required)
      .addColumn('expires_at', integer)
      .addPrimaryKeyConstraint('recovery_codes_key', ['account', 'kind'])
      .modifyEnd(tableEnd),
  ],
  ({ schema }, { text }) => [
    schema
      .alterTable('invitations')
      .addColumn('inviter', text, (column) =>
        column.references('accounts.id').onDelete('set null'),
      ),
  ],
];

/**
 * Returns the SQL statements that migrate schema version `version` to the newest one. The database
 * runs them in one transaction, together with the update of its version.
 *
 * @throws StorageError `newer-database` if the schema comes from a newer server.
 */
export function statementsSince(
  version: number,
  db: Kysely<unknown>,
  words: SchemaWords,
  steps: readonly Step[] = migrations,
): readonly string[] {
  if (version > steps.length) throw StorageError.newerDatabase(version, steps.length);
  return steps
    .slice(version)
    .flatMap((step) => step(db, words).map((query) => query.compile().sql));
}

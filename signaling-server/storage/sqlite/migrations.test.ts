import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { laptop, token } from '../conformance/people.fixture.ts';
import { migrations, type Step } from '../migrations.ts';
import { migrate, openBlockingSqlite } from './blocking.ts';
import { SqliteConnection } from './dialect.ts';
import { releasedSteps } from './released-schemas.fixture.ts';

let folder: string;
let path: string;
let raw: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatap-migrations-'));
  path = join(folder, 'tatap.db');
  raw = new DatabaseSync(path);
});

afterEach(() => {
  raw.close();
  rmSync(folder, { recursive: true });
});

function migrateTo(steps?: readonly Step[]): void {
  const connection = new SqliteConnection(path, 0);
  try {
    migrate(connection, steps);
  } finally {
    connection.close();
  }
}

/** Creates a database as a released server left it. */
function released(version: number, rows: string): void {
  raw.exec(releasedSteps.slice(0, version).join(';'));
  raw.exec(`PRAGMA user_version = ${version}`);
  raw.exec(rows);
}

const version = () => raw.prepare('PRAGMA user_version').get();

const tables = () =>
  raw
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => String(name));

/** Everything about a table that a query can observe. */
const shapeOf = (table: string) => ({
  options: raw.prepare('SELECT wr, strict FROM pragma_table_list(?)').get(table),
  columns: raw
    .prepare('SELECT name, lower(type), "notnull", dflt_value, pk FROM pragma_table_info(?)')
    .all(table),
  references: raw.prepare('SELECT * FROM pragma_foreign_key_list(?) ORDER BY id').all(table),
  indexes: raw
    .prepare(
      `SELECT i.origin, i."unique", group_concat(c.name) FROM pragma_index_list(?) AS i,
         pragma_index_info(i.name) AS c GROUP BY i.name ORDER BY i.name`,
    )
    .all(table),
});

const shape = () => Object.fromEntries(tables().map((table) => [table, shapeOf(table)]));

describe('a database of a released server', () => {
  const people = `
    INSERT INTO accounts (id, display_name, password_hash, created_at)
    VALUES ('sari', 'Sari', 'hash of sari', 1), ('budi', 'Budi', 'hash of budi', 1),
      ('tono', 'Tono', 'hash of tono', 1);
    INSERT INTO sessions (account, device, name, platform, token_hash, created_at, last_seen_at,
      expires_at)
    VALUES ('sari', '${laptop}', 'Laptop', 'linux', x'${'01'.repeat(32)}', 1, 2, 3);
    INSERT INTO missed_calls (account, call_id, caller, is_contact, media, at)
    VALUES ('sari', '${laptop}', 'budi', 1, 'video', 4);
    INSERT INTO invitations (code, created_at, expires_at) VALUES ('WELCOME', 0, 50);
  `;
  const relations = `
    INSERT INTO contacts (owner, other, relation, favourite, nickname, since)
    VALUES ('sari', 'budi', 'accepted', 1, 'Mas Budi', 5), ('sari', 'tono', 'blocked', 0, '', 6);
  `;
  const bonds = `
    INSERT INTO contacts (owner, other, bond, blocked, favourite, nickname, since)
    VALUES ('sari', 'budi', 'accepted', 0, 1, 'Mas Budi', 5), ('sari', 'tono', NULL, 1, 0, '', 6);
  `;

  test.each(releasedSteps.map((_, n) => n + 1))('of schema %i keeps its rows', async (from) => {
    released(from, people + (from < 4 ? relations : bonds));

    const storage = openBlockingSqlite(path);

    expect(version()).toEqual({ user_version: migrations.length });
    expect(await storage.accounts.find('sari')).toEqual({
      id: 'sari',
      displayName: 'Sari',
      whoMayCall: 'everyone',
      presence: 'online',
      createdAt: 1,
    });
    expect(await storage.accounts.passwordHash('sari')).toBe('hash of sari');
    expect(await storage.sessions.findByToken(token(1))).toEqual({
      account: 'sari',
      device: { id: laptop, name: 'Laptop', platform: 'linux' },
      createdAt: 1,
      lastSeenAt: 2,
      expiresAt: 3,
    });
    const rest = { owner: 'sari', blockedBack: false };
    expect(await storage.contacts.list('sari')).toEqual([
      {
        ...rest,
        other: 'budi',
        displayName: 'Budi',
        bond: 'accepted',
        blocked: false,
        favourite: true,
        nickname: 'Mas Budi',
        since: 5,
      },
      {
        ...rest,
        other: 'tono',
        displayName: 'Tono',
        bond: null,
        blocked: true,
        favourite: false,
        nickname: '',
        since: 6,
      },
    ]);
    const missed = { callId: laptop, media: 'video', at: 4 };
    expect(await storage.missedCalls.list('sari')).toEqual([
      { ...missed, from: { id: 'budi', displayName: 'Budi', isContact: true } },
    ]);
    expect(await storage.invitations.sweep(60)).toBe(1);
    await storage.close();
  });

  test('has the same tables as a new one', () => {
    migrateTo(migrations.slice(0, releasedSteps.length));
    const fresh = shape();
    for (const table of tables().reverse()) raw.exec(`DROP TABLE ${table}`);
    raw.exec(releasedSteps.join(';'));
    expect(shape()).toEqual(fresh);
    expect(tables()).toEqual([
      'accepted_calls',
      'accounts',
      'contacts',
      'deleted_ids',
      'invitations',
      'missed_calls',
      'recovery_codes',
      'sessions',
    ]);
  });
});

describe('migration steps', () => {
  const first: Step = ({ schema }, { text }) => [schema.createTable('a').addColumn('x', text)];
  const second: Step = (db, { text }) => [
    db.schema.createTable('b').addColumn('y', text),
    db
      .withTables<{ a: { x: string }; b: { y: string } }>()
      .insertInto('b')
      .expression((eb) => eb.selectFrom('a').select('x')),
  ];

  test('that are missing are run, and the rows stay', () => {
    migrateTo([first]);
    raw.exec("INSERT INTO a VALUES ('kept')");
    migrateTo([first, second]);
    expect(raw.prepare('SELECT y FROM b').all()).toEqual([{ y: 'kept' }]);
  });

  test('of a newer server are refused, and the database is unchanged', () => {
    migrateTo([first, second]);
    expect(() => migrateTo([first])).toThrowError(
      expect.objectContaining({ code: 'newer-database' }),
    );
    expect(tables()).toEqual(['a', 'b']);
    expect(version()).toEqual({ user_version: 2 });
  });

  test('before a failing step are rolled back', () => {
    const failing: Step = ({ schema }) => [schema.dropTable('nothing')];
    expect(() => migrateTo([first, second, failing])).toThrowError(
      expect.objectContaining({ code: 'failed' }),
    );
    expect(tables()).toEqual([]);
    expect(version()).toEqual({ user_version: 0 });
  });
});

import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { migrate, migrations } from './migrations.ts';

function tables(database: DatabaseSync): unknown[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .map((row) => Object.values(row)[0]);
}

const older = ['CREATE TABLE a (x TEXT) STRICT;'];
const newer = [...older, 'CREATE TABLE b (y TEXT) STRICT; INSERT INTO b SELECT x FROM a;'];

test('an empty file gets the whole schema', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database);
  expect(tables(database)).toEqual([
    'accepted_calls',
    'accounts',
    'contacts',
    'deleted_ids',
    'invitations',
    'missed_calls',
    'recovery_codes',
    'sessions',
  ]);
  expect(database.prepare('PRAGMA user_version').get()).toEqual({
    user_version: migrations.length,
  });
});

test('an older database takes the missing steps and keeps its rows', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database, older);
  database.exec("INSERT INTO a VALUES ('kept')");
  migrate(database, newer);
  expect(database.prepare('SELECT y FROM b').all()).toEqual([{ y: 'kept' }]);
});

test('a database of a newer server is refused and left as it was', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database, newer);
  expect(() => migrate(database, older)).toThrowError(
    expect.objectContaining({ code: 'newer-database' }),
  );
  expect(tables(database)).toEqual(['a', 'b']);
  expect(database.isTransaction).toBe(false);
});

test('a step that fails takes the steps before it back', () => {
  const database = new DatabaseSync(':memory:');
  expect(() => migrate(database, [...newer, 'CREATE TABLE oops'])).toThrow();
  expect(tables(database)).toEqual([]);
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 0 });
});

import { DatabaseSync } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../domain/ports.ts';
import { createAccounts, newAccount } from '../conformance/people.fixture.ts';
import type { StorageError } from '../errors.ts';
import { openBlockingSqlite } from './blocking.ts';
import { removeStorage, temporaryStorage } from './sqlite.fixture.ts';
import { maxPending, openSqliteStorage } from './thread.ts';
import { lineTo, startWorker } from './thread-line.ts';

let folder: string;
let path: string;
let storage: Storage;
let workers: Worker[];
let lost: StorageError[];

beforeEach(async () => {
  const temporary = temporaryStorage();
  ({ folder, path } = temporary);
  await temporary.storage.close();
  workers = [];
  lost = [];
  storage = await openSqliteStorage(path, {
    onLost: (error) => lost.push(error),
    startThread: (setup) => {
      const worker = startWorker(setup);
      workers.push(worker);
      return lineTo(worker);
    },
  });
});

afterEach(() => removeStorage(folder, storage));

/** Starts another process that holds the write lock. Returns a function that ends it. */
function holdLock(): () => void {
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  return () => {
    other.exec('COMMIT');
    other.close();
  };
}

describe('while another process holds the lock', () => {
  test('reads are answered, and writes wait for the lock in their order', async () => {
    await createAccounts(storage, 'sari');
    const release = holdLock();
    const done: string[] = [];
    const writes = ['first', 'second', 'third'].map(async (displayName) => {
      await storage.accounts.update('sari', { displayName });
      done.push(displayName);
    });
    expect(await storage.accounts.find('sari')).toMatchObject({ displayName: 'SARI' });
    expect(done).toEqual([]);
    release();
    await Promise.all(writes);
    expect(done).toEqual(['first', 'second', 'third']);
    expect(await storage.accounts.find('sari')).toMatchObject({ displayName: 'third' });
  });

  test('closing waits for the writes before it', async () => {
    const release = holdLock();
    const created = storage.accounts.create(newAccount('sari'));
    const closed = storage.close();
    await expect(storage.accounts.find('sari')).rejects.toMatchObject({ code: 'closed' });
    release();
    expect(await created).toBe('created');
    await closed;
    storage = await openSqliteStorage(path);
    expect(await storage.accounts.find('sari')).not.toBeNull();
  });

  test('a limited number of operations can wait; others are refused at once', async () => {
    const release = holdLock();
    const waiting = Array.from({ length: maxPending }, () => storage.invitations.sweep(0));
    await expect(storage.accounts.find('sari')).rejects.toMatchObject({ code: 'overloaded' });
    release();
    await Promise.all(waiting);
    expect(await storage.accounts.find('sari')).toBeNull();
  });
});

test('an error of the thread keeps its code and SQLite’s message', async () => {
  const write = storage.contacts.write([{ owner: 'a.b', other: 'c.d', bond: 'outgoing' }], 1);
  await expect(write).rejects.toMatchObject({
    name: 'StorageError',
    code: 'failed',
    cause: { message: 'FOREIGN KEY constraint failed' },
  });
});

test('when a thread ends, its running operations fail and a new thread starts', async () => {
  await createAccounts(storage, 'sari');
  const release = holdLock();
  const writing = storage.accounts.create(newAccount('budi'));
  const failed = expect(writing).rejects.toMatchObject({ code: 'thread-lost' });
  await workers[0]?.terminate();
  await failed;
  await expect(storage.accounts.find('sari')).rejects.toMatchObject({ code: 'thread-lost' });
  release();
  await expect
    .poll(
      () =>
        storage.check().then(
          () => 'works',
          () => 'not yet',
        ),
      { timeout: 20_000 },
    )
    .toBe('works');
  expect(await storage.accounts.find('sari')).not.toBeNull();
  expect(lost).toHaveLength(1);
  expect(workers).toHaveLength(2);
});

test('a database that cannot be opened gives an error with its code', async () => {
  await storage.close();
  const newer = new DatabaseSync(path);
  newer.exec('PRAGMA user_version = 1000');
  newer.close();
  await expect(openSqliteStorage(path)).rejects.toMatchObject({ code: 'newer-database' });
  expect(lost).toEqual([]);
});

describe('the lock on the data', () => {
  test('refuses a second server, but not a command', async () => {
    await expect(openSqliteStorage(path)).rejects.toMatchObject({ code: 'in-use' });
    const command = openBlockingSqlite(path);
    await command.accounts.create(newAccount('sari'));
    await command.close();
    expect(await storage.accounts.find('sari')).not.toBeNull();
  });

  test('is released by closing', async () => {
    await storage.close();
    storage = await openSqliteStorage(path);
    await storage.check();
  });
});

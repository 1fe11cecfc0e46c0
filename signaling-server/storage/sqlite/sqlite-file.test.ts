import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../domain/ports.ts';
import { createAccounts, newAccount, session, token } from '../conformance/people.fixture.ts';
import { openBlockingSqlite } from './blocking.ts';
import { removeStorage, temporaryStorage } from './sqlite.fixture.ts';

let folder: string;
let path: string;
let storage: Storage;

beforeEach(() => {
  ({ folder, path, storage } = temporaryStorage());
});

afterEach(() => removeStorage(folder, storage));

describe('the file', () => {
  test('keeps all data when it is opened again', async () => {
    await createAccounts(storage, 'sari', 'budi');
    await storage.sessions.open(session('sari'), token(1));
    await storage.contacts.write([{ owner: 'sari', other: 'budi', bond: 'outgoing' }], 5);
    await storage.close();
    storage = openBlockingSqlite(path);
    expect(await storage.accounts.find('sari')).toEqual({
      id: 'sari',
      displayName: 'SARI',
      whoMayCall: 'everyone',
      presence: 'online',
      createdAt: 1,
    });
    expect(await storage.sessions.findByToken(token(1))).toEqual(session('sari'));
    expect(await storage.contacts.list('sari')).toHaveLength(1);
  });

  test.skipIf(process.platform === 'win32')('is in a folder that only its owner can read', () => {
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  test('shows writes to a second process at once', async () => {
    const second = openBlockingSqlite(path);
    await second.accounts.create(newAccount('sari'));
    expect(await storage.accounts.find('sari')).not.toBeNull();
    await second.close();
  });

  test('locked by another writer gives `busy` after the timeout, and works after the lock is released', async () => {
    await storage.close();
    storage = openBlockingSqlite(path, { busyTimeoutMs: 20 });
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(storage.accounts.create(newAccount('sari'))).rejects.toMatchObject({
      code: 'busy',
    });
    other.exec('COMMIT');
    other.close();
    await createAccounts(storage, 'sari');
  });

  test('is written in one turn of the event loop, so no read comes in between', async () => {
    await createAccounts(storage, 'sari', 'budi');
    const order: string[] = [];
    const turned = new Promise((resolve) => setImmediate(resolve)).then(() => order.push('turn'));
    const both = [
      { owner: 'sari', other: 'budi', bond: 'accepted' },
      { owner: 'budi', other: 'sari', bond: 'accepted' },
    ] as const;
    const written = storage.contacts.write(both, 1).then(() => order.push('written'));
    const counts = await Promise.all([
      storage.contacts.count('sari'),
      storage.contacts.count('budi'),
    ]);
    await Promise.all([written, turned]);
    expect(counts).toEqual([1, 1]);
    expect(order).toEqual(['written', 'turn']);
  });

  test('that is not a database is refused as damaged', () => {
    const wrong = join(folder, 'wrong.db');
    writeFileSync(wrong, 'This is a letter to my aunt, and not a database. '.repeat(20));
    expect(() => openBlockingSqlite(wrong)).toThrowError(
      expect.objectContaining({ code: 'damaged' }),
    );
  });

  test('of a newer server is refused', async () => {
    await storage.close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 1000');
    newer.close();
    expect(() => openBlockingSqlite(path)).toThrowError(
      expect.objectContaining({ code: 'newer-database' }),
    );
  });

  test('under a path that is not a folder is refused', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => openBlockingSqlite(join(file, 'tatap.db'))).toThrowError(
      expect.objectContaining({ name: 'StorageError' }),
    );
  });

  test('that cannot grow gives `disk-full`, keeps its data and can still be read', async () => {
    await createAccounts(storage, 'sari');
    await storage.close();
    storage = openBlockingSqlite(path, { maxPages: 1 });
    const fill = async () => {
      for (let n = 0; n < 200; n++) await storage.accounts.create(newAccount(`filler-${n}`));
    };
    await expect(fill()).rejects.toMatchObject({ code: 'disk-full' });
    expect(await storage.accounts.find('sari')).not.toBeNull();
  });

  test('does not contain the name of a deleted account', async () => {
    await createAccounts(storage, 'sari', 'budi');
    await storage.sessions.open(session('sari'), token(1));
    await storage.contacts.write([{ owner: 'budi', other: 'sari', bond: 'outgoing' }], 1);
    await storage.accounts.delete('sari', 5);
    await storage.close();
    const raw = new DatabaseSync(path);
    const tables = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    for (const { name } of tables) {
      const rows = JSON.stringify(raw.prepare(`SELECT * FROM ${name}`).all());
      expect(rows, String(name)).not.toContain('sari');
    }
    raw.close();
  });

  test('with an invalid row gives an error', async () => {
    await createAccounts(storage, 'sari');
    const other = new DatabaseSync(path);
    other.exec('UPDATE accounts SET created_at = -1');
    other.close();
    await expect(storage.accounts.find('sari')).rejects.toMatchObject({ code: 'unexpected-row' });
  });
});

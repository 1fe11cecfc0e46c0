import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewAccount, SessionRecord, Storage } from '../../domain/ports.ts';
import { openSqliteStorage } from './index.ts';

const laptop = '3f0b7c0e-5a37-4b6e-9f43-0a4d8f6f3c11';
const phone = '8d6f2a54-63c5-4a1c-8a8f-5c6d11c0a2b7';
const call = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

let folder: string;
let path: string;
let storage: Storage;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatap-storage-'));
  path = join(folder, 'data', 'tatap.db');
  storage = openSqliteStorage(path);
});

afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

function newAccount(id: string, invitation: string | null = null): NewAccount {
  return {
    id,
    displayName: id.toUpperCase(),
    passwordHash: `hash of ${id}`,
    createdAt: 1,
    invitation,
  };
}

async function accounts(...ids: string[]): Promise<void> {
  for (const id of ids) expect(await storage.accounts.create(newAccount(id))).toBe('created');
}

function session(account: string, device = laptop, expiresAt = 100): SessionRecord {
  return {
    account,
    device: { id: device, name: 'Laptop', platform: 'linux', key: 'K'.repeat(43) },
    createdAt: 1,
    lastSeenAt: 1,
    expiresAt,
  };
}

const token = (n: number) => new Uint8Array(32).fill(n);

describe('the file', () => {
  test('keeps everything when it is opened again', async () => {
    await accounts('sari', 'budi');
    await storage.sessions.open(session('sari'), token(1));
    await storage.contacts.write([{ owner: 'sari', other: 'budi', relation: 'outgoing' }], 5);
    await storage.close();
    storage = openSqliteStorage(path);
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

  test.skipIf(process.platform === 'win32')('lies in a folder that only its owner reads', () => {
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  test('is seen by a second process at once', async () => {
    const second = openSqliteStorage(path);
    await second.accounts.create(newAccount('sari'));
    expect(await storage.accounts.find('sari')).not.toBeNull();
    await second.close();
  });

  test('held by another writer gives `busy` after the timeout, and works when it is let go', async () => {
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(storage.accounts.create(newAccount('sari'))).rejects.toMatchObject({
      code: 'busy',
    });
    other.exec('COMMIT');
    other.close();
    await accounts('sari');
  });

  test('that is no database is refused as damaged', () => {
    const wrong = join(folder, 'wrong.db');
    writeFileSync(wrong, 'This is a letter to my aunt, and not a database. '.repeat(20));
    expect(() => openSqliteStorage(wrong)).toThrowError(
      expect.objectContaining({ code: 'damaged' }),
    );
  });

  test('of a newer server is refused', async () => {
    await storage.close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 1000');
    newer.close();
    expect(() => openSqliteStorage(path)).toThrowError(
      expect.objectContaining({ code: 'newer-database' }),
    );
  });

  test('under a path that is no folder is refused', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => openSqliteStorage(join(file, 'tatap.db'))).toThrowError(
      expect.objectContaining({ name: 'StorageError' }),
    );
  });

  test('that may not grow gives `disk-full`, keeps what it has and goes on reading', async () => {
    await accounts('sari');
    await storage.close();
    storage = openSqliteStorage(path, { maxPages: 1 });
    const fill = async () => {
      for (let n = 0; n < 200; n++) await storage.accounts.create(newAccount(`filler-${n}`));
    };
    await expect(fill()).rejects.toMatchObject({ code: 'disk-full' });
    expect(await storage.accounts.find('sari')).not.toBeNull();
  });

  test('answers check() while open, rejects when closed', async () => {
    await storage.check();
    await storage.close();
    await expect(storage.check()).rejects.toMatchObject({ name: 'StorageError' });
  });

  test('whose row makes no sense is reported, not believed', async () => {
    await accounts('sari');
    const other = new DatabaseSync(path);
    other.exec("UPDATE accounts SET presence = 'flying'");
    other.close();
    await expect(storage.accounts.find('sari')).rejects.toMatchObject({ code: 'unexpected-row' });
  });
});

describe('accounts', () => {
  test('an ID belongs to one', async () => {
    await accounts('sari');
    expect(await storage.accounts.create(newAccount('sari'))).toBe('taken');
  });

  test('an invitation opens one account, in time, and a taken ID does not use it up', async () => {
    await accounts('sari');
    await storage.invitations.create('WELCOME', 0, 50);
    await storage.invitations.create('LATE', 0, 1);
    expect(await storage.accounts.create(newAccount('sari', 'WRONG'))).toBe('bad-invitation');
    expect(await storage.accounts.create(newAccount('sari', 'WELCOME'))).toBe('taken');
    expect(await storage.accounts.create(newAccount('budi', 'WRONG'))).toBe('bad-invitation');
    expect(await storage.accounts.create(newAccount('budi', 'LATE'))).toBe('bad-invitation');
    expect(await storage.accounts.find('budi')).toBeNull();
    expect(await storage.accounts.create(newAccount('budi', 'WELCOME'))).toBe('created');
    expect(await storage.accounts.create(newAccount('tono', 'WELCOME'))).toBe('bad-invitation');
  });

  test('a change touches only what it names', async () => {
    await accounts('sari');
    expect(await storage.accounts.update('sari', { whoMayCall: 'contacts' })).toMatchObject({
      displayName: 'SARI',
      whoMayCall: 'contacts',
      presence: 'online',
    });
    expect(await storage.accounts.update('sari', { displayName: 'S', presence: 'dnd' })).toEqual(
      await storage.accounts.find('sari'),
    );
    expect(await storage.accounts.update('nobody', { displayName: 'S' })).toBeNull();
  });

  test('a password hash is replaced only where it is still the one expected', async () => {
    await accounts('sari');
    expect(await storage.accounts.replacePasswordHash('sari', 'hash of sari', 'b')).toBe(true);
    expect(await storage.accounts.replacePasswordHash('sari', 'hash of sari', 'c')).toBe(false);
    expect(await storage.accounts.passwordHash('sari')).toBe('b');
    expect(await storage.accounts.passwordHash('nobody')).toBeNull();
  });

  test('deletion leaves no row that names the account, in either direction', async () => {
    await accounts('sari', 'budi', 'tono');
    await storage.sessions.open(session('sari'), token(1));
    await storage.contacts.write(
      [
        { owner: 'sari', other: 'budi', relation: 'accepted' },
        { owner: 'budi', other: 'sari', relation: 'accepted' },
        { owner: 'tono', other: 'sari', relation: 'outgoing' },
      ],
      1,
    );
    const from = (id: string) => ({ id, displayName: id.toUpperCase(), isContact: true });
    await storage.missedCalls.add('budi', {
      callId: call(1),
      from: from('sari'),
      media: 'video',
      at: 2,
    });
    await storage.missedCalls.add('sari', {
      callId: call(2),
      from: from('budi'),
      media: 'audio',
      at: 3,
    });

    expect(await storage.accounts.delete('sari')).toEqual(['budi', 'tono']);

    await storage.close();
    const raw = new DatabaseSync(path);
    for (const table of ['accounts', 'sessions', 'contacts', 'missed_calls']) {
      const rows = JSON.stringify(raw.prepare(`SELECT * FROM ${table}`).all());
      expect(rows, table).not.toContain('sari');
    }
    raw.close();
  });
});

describe('sessions', () => {
  beforeEach(() => accounts('sari', 'budi'));

  test('a device has one; a new one replaces the old token', async () => {
    await storage.sessions.open(session('sari'), token(1));
    await storage.sessions.open(session('sari'), token(2));
    expect(await storage.sessions.findByToken(token(1))).toBeNull();
    expect(await storage.sessions.list('sari')).toHaveLength(1);
  });

  test('the same device may be signed in to two accounts', async () => {
    await storage.sessions.open(session('sari'), token(1));
    await storage.sessions.open(session('budi'), token(2));
    expect(await storage.sessions.findByToken(token(1))).toMatchObject({ account: 'sari' });
    expect(await storage.sessions.findByToken(token(2))).toMatchObject({ account: 'budi' });
  });

  test('the one used last is listed first', async () => {
    await storage.sessions.open(session('sari', laptop), token(1));
    await storage.sessions.open(session('sari', phone), token(2));
    await storage.sessions.touch('sari', phone, 9, 200);
    expect(await storage.sessions.list('sari')).toMatchObject([
      { device: { id: phone }, lastSeenAt: 9, expiresAt: 200 },
      { device: { id: laptop } },
    ]);
  });

  test('revoking names what was there', async () => {
    await storage.sessions.open(session('sari', laptop), token(1));
    await storage.sessions.open(session('sari', phone), token(2));
    expect(await storage.sessions.revokeOthers('sari', laptop)).toEqual([phone]);
    expect(await storage.sessions.revoke('sari', laptop)).toBe(true);
    expect(await storage.sessions.revoke('sari', laptop)).toBe(false);
  });

  test('the sweep takes only what has ended', async () => {
    await storage.sessions.open(session('sari', laptop, 100), token(1));
    await storage.sessions.open(session('budi', phone, 200), token(2));
    expect(await storage.sessions.endingBefore(150)).toMatchObject([{ account: 'sari' }]);
    expect(await storage.sessions.sweep(150)).toBe(1);
    expect(await storage.sessions.list('budi')).toHaveLength(1);
  });
});

describe('contacts', () => {
  beforeEach(() => accounts('sari', 'budi'));

  test('both directions are written in one transaction or not at all', async () => {
    const both = [
      { owner: 'sari', other: 'budi', relation: 'outgoing' },
      { owner: 'nobody', other: 'sari', relation: 'incoming' },
    ] as const;
    await expect(storage.contacts.write(both, 1)).rejects.toMatchObject({ code: 'failed' });
    expect(await storage.contacts.count('sari')).toBe(0);
  });

  test('a new relation keeps nickname and favourite mark and moves `since`', async () => {
    const at = (relation: 'outgoing' | 'accepted', time: number) =>
      storage.contacts.write([{ owner: 'sari', other: 'budi', relation }], time);
    await at('outgoing', 1);
    await storage.contacts.annotate('sari', 'budi', { favourite: true });
    await storage.contacts.annotate('sari', 'budi', { nickname: 'Mas Budi' });
    await at('accepted', 2);
    await at('accepted', 3);
    expect(await storage.contacts.find('sari', 'budi')).toEqual({
      owner: 'sari',
      other: 'budi',
      relation: 'accepted',
      favourite: true,
      nickname: 'Mas Budi',
      since: 2,
      displayName: 'BUDI',
    });
  });

  test('null removes a direction; annotating nobody answers null', async () => {
    await storage.contacts.write([{ owner: 'sari', other: 'budi', relation: 'blocked' }], 1);
    await storage.contacts.write([{ owner: 'sari', other: 'budi', relation: null }], 2);
    expect(await storage.contacts.find('sari', 'budi')).toBeNull();
    expect(await storage.contacts.annotate('sari', 'budi', { nickname: 'x' })).toBeNull();
  });
});

describe('missed calls', () => {
  beforeEach(() => accounts('sari', 'budi'));
  const missed = (n: number) => ({
    callId: call(n),
    from: { id: 'budi', displayName: 'BUDI', isContact: false },
    media: 'audio' as const,
    at: n,
  });

  test('are kept once each, in order, until they are taken', async () => {
    await storage.missedCalls.add('sari', missed(2));
    await storage.missedCalls.add('sari', missed(1));
    await storage.missedCalls.add('sari', missed(2));
    expect(await storage.missedCalls.list('sari')).toEqual([missed(1), missed(2)]);
    await storage.missedCalls.take('budi', [call(1)]);
    await storage.missedCalls.take('sari', [call(2), call(3)]);
    expect(await storage.missedCalls.list('sari')).toEqual([missed(1)]);
  });

  test('beyond 500 the oldest go', async () => {
    for (let n = 0; n < 502; n++) await storage.missedCalls.add('sari', missed(n));
    const list = await storage.missedCalls.list('sari');
    expect(list).toHaveLength(500);
    expect(list[0]).toEqual(missed(2));
  });
});

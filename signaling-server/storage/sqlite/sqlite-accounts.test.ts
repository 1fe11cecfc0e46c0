import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../domain/ports.ts';
import {
  call,
  createAccounts,
  laptop,
  newAccount,
  phone,
  removeStorage,
  session,
  temporaryStorage,
  token,
} from './sqlite.fixture.ts';

let folder: string;
let path: string;
let storage: Storage;

beforeEach(() => {
  ({ folder, path, storage } = temporaryStorage());
});

afterEach(() => removeStorage(folder, storage));

describe('accounts', () => {
  test('an ID belongs to one', async () => {
    await createAccounts(storage, 'sari');
    expect(await storage.accounts.create(newAccount('sari'))).toBe('taken');
  });

  test('an invitation opens one account, in time, and a taken ID does not use it up', async () => {
    await createAccounts(storage, 'sari');
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
    await createAccounts(storage, 'sari');
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
    await createAccounts(storage, 'sari');
    expect(await storage.accounts.replacePasswordHash('sari', 'hash of sari', 'b')).toBe(true);
    expect(await storage.accounts.replacePasswordHash('sari', 'hash of sari', 'c')).toBe(false);
    expect(await storage.accounts.passwordHash('sari')).toBe('b');
    expect(await storage.accounts.passwordHash('nobody')).toBeNull();
  });

  test('deletion leaves no row that names the account, in either direction', async () => {
    await createAccounts(storage, 'sari', 'budi', 'tono');
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
  beforeEach(() => createAccounts(storage, 'sari', 'budi'));

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

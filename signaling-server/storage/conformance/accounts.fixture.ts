import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../domain/ports.ts';
import {
  call,
  createAccounts,
  newAccount,
  type OpenStorage,
  session,
  token,
} from './people.fixture.ts';

/** Tests of accounts and invitations that every storage must pass. */
export function accountsConform(open: OpenStorage): void {
  let storage: Storage;

  beforeEach(async () => {
    storage = await open();
  });

  afterEach(() => storage.close());

  describe('accounts', () => {
    test('an ID belongs to one account', async () => {
      await createAccounts(storage, 'sari');
      expect(await storage.accounts.create(newAccount('sari'))).toBe('taken');
    });

    test('a created account is found unchanged', async () => {
      await createAccounts(storage, 'sari');
      expect(await storage.accounts.find('sari')).toEqual({
        id: 'sari',
        displayName: 'SARI',
        whoMayCall: 'everyone',
        presence: 'online',
        createdAt: 1,
      });
      expect(await storage.accounts.find('nobody')).toBeNull();
    });

    test('an invitation creates one account before it expires, and a taken ID does not use it up', async () => {
      await createAccounts(storage, 'sari');
      await storage.invitations.create('WELCOME', 0, 50);
      await storage.invitations.create('LATE', 0, 1);
      expect(await storage.accounts.create(newAccount('sari', 'WELCOME'))).toBe('taken');
      expect(await storage.accounts.create(newAccount('budi', 'WRONG'))).toBe('bad-invitation');
      expect(await storage.accounts.create(newAccount('budi', 'LATE'))).toBe('bad-invitation');
      expect(await storage.accounts.find('budi')).toBeNull();
      expect(await storage.accounts.create(newAccount('budi', 'WELCOME'))).toBe('created');
      expect(await storage.accounts.create(newAccount('tono', 'WELCOME'))).toBe('bad-invitation');
    });

    test('a bad invitation does not reveal that an ID is taken', async () => {
      await createAccounts(storage, 'sari');
      expect(await storage.accounts.create(newAccount('sari', 'WRONG'))).toBe('bad-invitation');
    });

    test('an invitation with an inviter makes both accounts contacts, and one without does not', async () => {
      await createAccounts(storage, 'sari');
      expect(await storage.invitations.create('OF-SARI', 0, 50, 'sari')).toBe(true);
      expect(await storage.invitations.create('OF-NOBODY', 0, 50)).toBe(true);
      const account = { ...newAccount('budi', 'OF-SARI'), createdAt: 20 };
      expect(await storage.accounts.create(account)).toBe('created');
      const accepted = { bond: 'accepted', blocked: false, since: 20 };
      expect(await storage.contacts.list('sari')).toMatchObject([{ other: 'budi', ...accepted }]);
      expect(await storage.contacts.list('budi')).toMatchObject([{ other: 'sari', ...accepted }]);
      expect(await storage.accounts.create(newAccount('tono', 'OF-NOBODY'))).toBe('created');
      expect(await storage.contacts.list('tono')).toEqual([]);
    });

    test('an invitation still creates an account when its inviter is deleted', async () => {
      await createAccounts(storage, 'sari');
      await storage.invitations.create('OF-SARI', 0, 50, 'sari');
      await storage.accounts.delete('sari', 5);
      expect(await storage.accounts.create(newAccount('budi', 'OF-SARI'))).toBe('created');
      expect(await storage.contacts.list('budi')).toEqual([]);
    });

    test('an account lists its unused invitations, the oldest first', async () => {
      await createAccounts(storage, 'sari', 'budi');
      await storage.invitations.create('SECOND', 2, 50, 'sari');
      await storage.invitations.create('FIRST', 1, 60, 'sari');
      await storage.invitations.create('USED', 0, 50, 'sari');
      await storage.invitations.create('OF-BUDI', 0, 50, 'budi');
      await storage.invitations.create('OF-NOBODY', 0, 50);
      await storage.accounts.create(newAccount('tono', 'USED'));
      expect(await storage.invitations.madeBy('sari')).toEqual([
        { createdAt: 1, expiresAt: 60 },
        { createdAt: 2, expiresAt: 50 },
      ]);
      expect(await storage.invitations.madeBy('nobody')).toEqual([]);
      await storage.accounts.delete('sari', 5);
      expect(await storage.invitations.madeBy('sari')).toEqual([]);
    });

    test('an unknown account cannot be an inviter', async () => {
      expect(await storage.invitations.create('OF-NOBODY', 0, 50, 'nobody')).toBe(false);
      expect(await storage.accounts.create(newAccount('budi', 'OF-NOBODY'))).toBe('bad-invitation');
    });

    test('the sweep removes expired invitations', async () => {
      await storage.invitations.create('ENDED', 0, 10);
      await storage.invitations.create('OPEN', 0, 30);
      expect(await storage.invitations.sweep(20)).toBe(1);
      expect(await storage.accounts.create(newAccount('sari', 'OPEN'))).toBe('created');
    });

    test('an update changes only the given fields', async () => {
      await createAccounts(storage, 'sari');
      expect(await storage.accounts.update('sari', { whoMayCall: 'contacts' })).toMatchObject({
        displayName: 'SARI',
        whoMayCall: 'contacts',
        presence: 'online',
      });
      expect(await storage.accounts.update('sari', { displayName: 'S', presence: 'dnd' })).toEqual(
        await storage.accounts.find('sari'),
      );
      expect(await storage.accounts.update('sari', {})).toMatchObject({ displayName: 'S' });
      expect(await storage.accounts.update('nobody', { displayName: 'S' })).toBeNull();
    });

    test('a password hash is replaced only if it is still the expected one', async () => {
      await createAccounts(storage, 'sari');
      expect(await storage.accounts.replacePasswordHash('sari', 'hash of sari', 'b')).toBe(true);
      expect(await storage.accounts.replacePasswordHash('sari', 'hash of sari', 'c')).toBe(false);
      expect(await storage.accounts.replacePasswordHash('nobody', 'b', 'c')).toBe(false);
      expect(await storage.accounts.passwordHash('sari')).toBe('b');
      expect(await storage.accounts.passwordHash('nobody')).toBeNull();
    });

    test('deletion removes everything that names the account, in both directions', async () => {
      await createAccounts(storage, 'sari', 'budi', 'tono');
      await storage.sessions.open(session('sari'), token(1));
      await storage.contacts.write(
        [
          { owner: 'sari', other: 'budi', bond: 'accepted' },
          { owner: 'budi', other: 'sari', bond: 'accepted' },
          { owner: 'tono', other: 'sari', bond: 'outgoing' },
        ],
        1,
      );
      const from = (id: string) => ({ id, displayName: id.toUpperCase(), isContact: true });
      const missed = { media: 'video', at: 2 } as const;
      await storage.missedCalls.add('budi', { ...missed, callId: call(1), from: from('sari') });
      await storage.missedCalls.add('sari', { ...missed, callId: call(2), from: from('budi') });

      expect(await storage.accounts.delete('sari', 5)).toEqual(['budi', 'tono']);

      expect(await storage.accounts.find('sari')).toBeNull();
      expect(await storage.sessions.findByToken(token(1))).toBeNull();
      for (const owner of ['sari', 'budi', 'tono']) {
        expect(await storage.contacts.list(owner)).toEqual([]);
        expect(await storage.missedCalls.list(owner)).toEqual([]);
      }
      expect(await storage.accounts.delete('sari', 5)).toEqual([]);
    });

    test('the ID of a deleted account stays taken', async () => {
      await createAccounts(storage, 'sari');
      await storage.accounts.delete('sari', 5);
      expect(await storage.accounts.create(newAccount('sari'))).toBe('taken');
      expect(await storage.accounts.find('sari')).toBeNull();
      await storage.accounts.delete('sari', 6);
    });

    test('check() resolves while the storage is open, and rejects when it is closed', async () => {
      await storage.check();
      await storage.close();
      await expect(storage.check()).rejects.toMatchObject({ name: 'StorageError' });
    });
  });
}

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../domain/ports.ts';
import { createAccounts, type OpenStorage } from './people.fixture.ts';

/** Tests of contacts that every storage must pass. */
export function contactsConform(open: OpenStorage): void {
  let storage: Storage;

  beforeEach(async () => {
    storage = await open();
    await createAccounts(storage, 'sari', 'budi');
  });

  afterEach(() => storage.close());

  describe('contacts', () => {
    test('both directions are written in one transaction or not at all', async () => {
      const both = [
        { owner: 'sari', other: 'budi', bond: 'outgoing' },
        { owner: 'nobody', other: 'sari', bond: 'incoming' },
      ] as const;
      await expect(storage.contacts.write(both, 1)).rejects.toMatchObject({ code: 'failed' });
      expect(await storage.contacts.count('sari')).toBe(0);
    });

    test('a new bond keeps nickname and favourite mark and updates `since`', async () => {
      const at = (bond: 'outgoing' | 'accepted', time: number) =>
        storage.contacts.write([{ owner: 'sari', other: 'budi', bond }], time);
      await at('outgoing', 1);
      await storage.contacts.annotate('sari', 'budi', { favourite: true });
      await storage.contacts.annotate('sari', 'budi', { nickname: 'Mas Budi' });
      await at('accepted', 2);
      await at('accepted', 3);
      expect(await storage.contacts.find('sari', 'budi')).toEqual({
        owner: 'sari',
        other: 'budi',
        bond: 'accepted',
        blocked: false,
        blockedBack: false,
        favourite: true,
        nickname: 'Mas Budi',
        since: 2,
        displayName: 'BUDI',
      });
    });

    test('a block keeps bond, nickname, mark and `since`, even without a bond', async () => {
      const write = (bond: 'accepted' | null, blocked: boolean, time: number) =>
        storage.contacts.write([{ owner: 'sari', other: 'budi', bond, blocked }], time);
      await write('accepted', false, 1);
      const before = await storage.contacts.annotate('sari', 'budi', { nickname: 'B' });
      await write('accepted', true, 2);
      expect(await storage.contacts.find('sari', 'budi')).toEqual({ ...before, blocked: true });
      await write('accepted', false, 3);
      expect(await storage.contacts.find('sari', 'budi')).toEqual(before);
      await write(null, true, 4);
      expect(await storage.contacts.find('sari', 'budi')).toMatchObject({
        bond: null,
        blocked: true,
        since: 4,
      });
    });

    test('a direction without bond and block is removed, and annotating a missing contact returns null', async () => {
      const pair = { owner: 'sari', other: 'budi' };
      await storage.contacts.write([{ ...pair, bond: null, blocked: true }], 1);
      await storage.contacts.write([{ ...pair, bond: null }], 2);
      expect(await storage.contacts.find('sari', 'budi')).toBeNull();
      expect(await storage.contacts.annotate('sari', 'budi', { nickname: 'x' })).toBeNull();
    });

    test('a block is visible on the blocking side only as `blocked`, on the other as `blockedBack`', async () => {
      await storage.contacts.write(
        [
          { owner: 'sari', other: 'budi', bond: 'accepted', blocked: true },
          { owner: 'budi', other: 'sari', bond: 'accepted' },
        ],
        1,
      );
      expect(await storage.contacts.list('sari')).toMatchObject([
        { blocked: true, blockedBack: false },
      ]);
      expect(await storage.contacts.list('budi')).toMatchObject([
        { blocked: false, blockedBack: true },
      ]);
      expect(await storage.contacts.acceptedBy('sari')).toEqual([
        await storage.contacts.find('budi', 'sari'),
      ]);
    });

    test('an annotation changes only the given fields', async () => {
      await storage.contacts.write([{ owner: 'sari', other: 'budi', bond: 'accepted' }], 1);
      await storage.contacts.annotate('sari', 'budi', { nickname: 'x', favourite: true });
      expect(await storage.contacts.annotate('sari', 'budi', {})).toMatchObject({
        nickname: 'x',
        favourite: true,
        displayName: 'BUDI',
      });
    });

    test('a list contains the current names, in the byte order of IDs', async () => {
      await createAccounts(storage, 'ana', 'an.a', 'an-a');
      for (const other of ['budi', 'ana', 'an.a', 'an-a']) {
        await storage.contacts.write([{ owner: 'sari', other, bond: 'accepted' }], 1);
      }
      await storage.accounts.update('ana', { displayName: 'Ana B' });
      expect(await storage.contacts.list('sari')).toMatchObject([
        { other: 'an-a' },
        { other: 'an.a' },
        { other: 'ana', displayName: 'Ana B' },
        { other: 'budi', displayName: 'BUDI' },
      ]);
      expect(await storage.contacts.list('budi')).toEqual([]);
    });
  });
}

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../domain/ports.ts';
import { createAccounts, type OpenStorage } from './people.fixture.ts';

/** What every storage does with contacts. */
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

    test('an annotation touches only what it names', async () => {
      await storage.contacts.write([{ owner: 'sari', other: 'budi', relation: 'accepted' }], 1);
      await storage.contacts.annotate('sari', 'budi', { nickname: 'x', favourite: true });
      expect(await storage.contacts.annotate('sari', 'budi', {})).toMatchObject({
        nickname: 'x',
        favourite: true,
        displayName: 'BUDI',
      });
    });

    test('a list holds the names of today, in the order of IDs', async () => {
      await createAccounts(storage, 'ana');
      for (const other of ['budi', 'ana']) {
        await storage.contacts.write([{ owner: 'sari', other, relation: 'accepted' }], 1);
      }
      await storage.accounts.update('ana', { displayName: 'Ana B' });
      expect(await storage.contacts.list('sari')).toMatchObject([
        { other: 'ana', displayName: 'Ana B' },
        { other: 'budi', displayName: 'BUDI' },
      ]);
      expect(await storage.contacts.list('budi')).toEqual([]);
    });
  });
}

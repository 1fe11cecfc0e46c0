import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../domain/ports.ts';
import { call, createAccounts, removeStorage, temporaryStorage } from './sqlite.fixture.ts';

let folder: string;
let storage: Storage;

beforeEach(() => {
  ({ folder, storage } = temporaryStorage());
});

afterEach(() => removeStorage(folder, storage));

describe('contacts', () => {
  beforeEach(() => createAccounts(storage, 'sari', 'budi'));

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
  beforeEach(() => createAccounts(storage, 'sari', 'budi'));
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

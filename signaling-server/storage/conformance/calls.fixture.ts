import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AcceptedCallRecord, Storage } from '../../domain/ports.ts';
import { call, createAccounts, laptop, type OpenStorage, phone } from './people.fixture.ts';

const missed = (n: number) => ({
  callId: call(n),
  from: { id: 'budi', displayName: 'BUDI', isContact: true },
  media: 'audio' as const,
  at: n,
});

const accepted: AcceptedCallRecord = {
  callId: call(1),
  caller: { account: 'sari', device: laptop },
  callee: { account: 'budi', device: phone },
  media: 'video',
  acceptedAt: 5,
};

/** Tests of missed and running calls that every storage must pass. */
export function callsConform(open: OpenStorage): void {
  let storage: Storage;

  beforeEach(async () => {
    storage = await open();
    await createAccounts(storage, 'sari', 'budi');
  });

  afterEach(() => storage.close());

  describe('missed calls', () => {
    test('are stored once each, in order, until they are taken', async () => {
      await storage.missedCalls.add('sari', missed(2));
      await storage.missedCalls.add('sari', missed(1));
      await storage.missedCalls.add('sari', missed(2));
      expect(await storage.missedCalls.list('sari')).toEqual([missed(1), missed(2)]);
      await storage.missedCalls.take('budi', [call(1)]);
      await storage.missedCalls.take('sari', [call(2), call(3)]);
      await storage.missedCalls.take('sari', []);
      expect(await storage.missedCalls.list('sari')).toEqual([missed(1)]);
    });

    test('above 500 drop the oldest', async () => {
      for (let n = 0; n < 502; n++) await storage.missedCalls.add('sari', missed(n));
      const list = await storage.missedCalls.list('sari');
      expect(list).toHaveLength(500);
      expect(list[0]).toEqual(missed(2));
    });

    test('of a stranger are stored as the last one, with their number', async () => {
      const from = { ...missed(0).from, isContact: false };
      for (const n of [1, 2, 3, 3]) await storage.missedCalls.add('sari', { ...missed(n), from });
      expect(await storage.missedCalls.list('sari')).toEqual([{ ...missed(3), from, count: 3 }]);
      await storage.missedCalls.take('sari', [call(1)]);
      expect(await storage.missedCalls.list('sari')).toHaveLength(1);
    });

    test('of strangers are dropped before those of contacts', async () => {
      await storage.missedCalls.add('sari', missed(0));
      for (let n = 1; n <= 500; n++) {
        await createAccounts(storage, `stranger${n}`);
        const from = { id: `stranger${n}`, displayName: 'Stranger', isContact: false };
        await storage.missedCalls.add('sari', { ...missed(n), from });
      }
      const list = await storage.missedCalls.list('sari');
      expect(list).toHaveLength(500);
      expect(list[0]).toEqual(missed(0));
    });
  });

  describe('running calls', () => {
    test('are stored unchanged until they are removed', async () => {
      await storage.acceptedCalls.add(accepted);
      await storage.acceptedCalls.add({ ...accepted, media: 'audio' });
      expect(await storage.acceptedCalls.list()).toEqual([accepted]);
      await storage.acceptedCalls.remove(accepted.callId);
      await storage.acceptedCalls.remove(accepted.callId);
      expect(await storage.acceptedCalls.list()).toEqual([]);
    });

    test.each(['sari', 'budi'])('are deleted with the account %s', async (deleted) => {
      await storage.acceptedCalls.add(accepted);
      await storage.accounts.delete(deleted, 6);
      expect(await storage.acceptedCalls.list()).toEqual([]);
    });
  });
}

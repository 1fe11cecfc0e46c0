import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AcceptedCallRecord, Storage } from '../../domain/ports.ts';
import { openSqliteStorage } from './index.ts';

async function withPeople(...ids: string[]): Promise<Storage> {
  const storage = openSqliteStorage(':memory:');
  for (const id of ids) {
    await storage.accounts.create({
      id,
      displayName: id,
      passwordHash: 'hash',
      createdAt: 1,
      invitation: null,
    });
  }
  return storage;
}

function callBetween(caller: string, callee: string): AcceptedCallRecord {
  return {
    callId: randomUUID(),
    caller: { account: caller, device: randomUUID() },
    callee: { account: callee, device: randomUUID() },
    media: 'video',
    acceptedAt: 5,
  };
}

test('a call is kept as it was accepted until it is removed', async () => {
  const storage = await withPeople('ana', 'budi');
  const call = callBetween('ana', 'budi');
  await storage.acceptedCalls.add(call);
  await storage.acceptedCalls.add({ ...call, media: 'audio' });
  expect(await storage.acceptedCalls.list()).toEqual([call]);
  await storage.acceptedCalls.remove(call.callId);
  await storage.acceptedCalls.remove(call.callId);
  expect(await storage.acceptedCalls.list()).toEqual([]);
  await storage.close();
});

test.each(['ana', 'budi'])('the deletion of %s removes the call', async (deleted) => {
  const storage = await withPeople('ana', 'budi');
  await storage.acceptedCalls.add(callBetween('ana', 'budi'));
  await storage.accounts.delete(deleted);
  expect(await storage.acceptedCalls.list()).toEqual([]);
  await storage.close();
});

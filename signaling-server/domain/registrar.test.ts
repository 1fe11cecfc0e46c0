import { expect, test } from 'vitest';
import { DomainWorld, TestDevice } from '../../testing/server/domain-world.ts';

async function people(...ids: string[]): Promise<DomainWorld> {
  const world = new DomainWorld();
  await world.accounts(...ids);
  return world;
}

test('a second socket of a device replaces the first and keeps its call', async () => {
  const world = await people('ana', 'budi');
  const [ana, budi] = [await world.device('ana'), await world.device('budi')];
  const callId = await ana.call('budi');
  await budi.ask('call.accept', { callId, media: 'video' });
  const second = new TestDevice(world, budi.address);
  await second.connect();
  expect(budi.last('session.ended')).toEqual({ reason: 'replaced' });
  expect(budi.closed).toBe(1);
  // The end of the replaced socket says nothing about the device.
  budi.lose();
  await world.advance(60_000);
  expect(ana.all('call.ended')).toEqual([]);
  expect(second.last('registered')?.calls).toEqual([
    expect.objectContaining({ state: 'accepted', callId }),
  ]);
});

test('a call that arrives during the read of the snapshot is in the snapshot', async () => {
  const world = await people('ana', 'budi');
  await world.befriend('ana', 'budi');
  const [ana, one] = [await world.device('ana'), await world.device('budi')];
  const { registrar, calls } = world.services;
  const address = { account: 'budi', device: crypto.randomUUID() };
  await registrar.begin(address, 'connection');
  const callId = await ana.call('budi');
  await one.ask('call.ringing', { callId });
  await calls.joined(address, 'fresh');
  expect(await registrar.complete(address, 'connection', 'fresh')).toBe(true);
  expect((await calls.ofDevice(address)).calls).toHaveLength(1);
});

test('a device whose connection is replaced or lost during the read of its snapshot is not live', async () => {
  const world = await people('budi');
  const { registrar } = world.services;
  const address = { account: 'budi', device: crypto.randomUUID() };
  await registrar.begin(address, 'first');
  await registrar.begin(address, 'second');
  expect(await registrar.complete(address, 'first', 'fresh')).toBe(false);
  await registrar.disconnected(address, 'first', 'lost');
  expect(await registrar.isConnected(address)).toBe(true);
  await registrar.disconnected(address, 'second', 'lost');
  expect(await registrar.complete(address, 'second', 'fresh')).toBe(false);
});

test('a device whose session ends gets the reason, and its calls end', async () => {
  const world = await people('ana', 'budi');
  const [ana, budi] = [await world.device('ana'), await world.device('budi')];
  const callId = await ana.call('budi');
  await budi.ask('call.accept', { callId, media: 'video' });
  await world.services.registrar.end(budi.address, 'revoked');
  await world.settle();
  expect(budi.last('session.ended')).toEqual({ reason: 'revoked' });
  expect(budi.closed).toBe(1);
  expect(ana.last('call.ended')).toEqual({ callId, reason: 'gone' });
  expect(await world.services.registrar.isConnected(budi.address)).toBe(false);
});

test('no memory is kept for devices that are gone', async () => {
  const world = await people('ana', 'budi');
  const before = world.clock.pending;
  const [ana, budi] = [await world.device('ana'), await world.device('budi')];
  const callId = await ana.call('budi');
  await budi.ask('call.accept', { callId, media: 'video' });
  ana.lose();
  budi.lose();
  await world.advance(60_000);
  // The ended call is kept for 10 min.
  await world.advance(11 * 60_000);
  expect(await world.services.registrar.devicesOf('ana')).toEqual([]);
  expect(await world.services.calls.live()).toBe(0);
  expect(world.clock.pending).toBe(before);
});

import { expect, test } from 'vitest';
import { DomainWorld, TestDevice } from '../../testing/server/domain-world.ts';

async function people(...ids: string[]): Promise<DomainWorld> {
  const world = new DomainWorld();
  await world.accounts(...ids);
  return world;
}

test('a second socket of the same device replaces the first, and keeps its call', async () => {
  const world = await people('ana', 'budi');
  const [ana, budi] = [await world.device('ana'), await world.device('budi')];
  const callId = await ana.call('budi');
  await budi.ask('call.accept', { callId, media: 'video' });
  const second = new TestDevice(world, budi.address);
  await second.connect();
  expect(budi.last('session.ended')).toEqual({ reason: 'replaced' });
  expect(budi.closed).toBe(1);
  // The first socket's end is no news about the device.
  budi.lose();
  await world.advance(60_000);
  expect(ana.all('call.ended')).toEqual([]);
  expect(second.last('registered')?.calls).toEqual([
    expect.objectContaining({ state: 'accepted', callId }),
  ]);
});

test('the snapshot comes first, and what happened meanwhile after it', async () => {
  const world = await people('budi');
  const budi = new TestDevice(world, { account: 'budi', device: crypto.randomUUID() });
  const connecting = budi.connect();
  world.services.registrar.sendToAccount('budi', 'contact.removed', { id: 'citra' });
  expect(budi.heard).toEqual([]);
  await connecting;
  expect(budi.heard.map(({ name }) => name)).toEqual(['registered', 'contact.removed']);
});

test('a call that came while the snapshot was read is in it, and not told twice', async () => {
  const world = await people('ana', 'budi');
  await world.befriend('ana', 'budi');
  const [ana, one] = [await world.device('ana'), await world.device('budi')];
  const { registrar, calls } = world.services;
  const heard: string[] = [];
  const connection = { send: (name: string) => heard.push(name), close: () => {} };
  const address = { account: 'budi', device: crypto.randomUUID() };
  registrar.begin(address, connection);
  const callId = await ana.call('budi');
  await one.ask('call.ringing', { callId });
  const snapshot = one.last('registered');
  if (snapshot === undefined) throw new Error('no snapshot');
  await calls.joined(address, 'fresh');
  const ofDevice = await calls.ofDevice(address);
  const isLive = registrar.complete(address, connection, 'fresh', { ...snapshot, ...ofDevice });
  expect(isLive).toBe(true);
  expect(ofDevice.calls).toHaveLength(1);
  expect(heard).toEqual(['registered']);
});

test('a device whose session ends is told why, and its calls end', async () => {
  const world = await people('ana', 'budi');
  const [ana, budi] = [await world.device('ana'), await world.device('budi')];
  const callId = await ana.call('budi');
  await budi.ask('call.accept', { callId, media: 'video' });
  world.services.registrar.end(budi.address, 'revoked');
  await world.settle();
  expect(budi.last('session.ended')).toEqual({ reason: 'revoked' });
  expect(budi.closed).toBe(1);
  expect(ana.last('call.ended')).toEqual({ callId, reason: 'gone' });
  expect(world.services.registrar.isConnected('budi', budi.id)).toBe(false);
});

test('nothing is kept of devices that are gone', async () => {
  const world = await people('ana', 'budi');
  const before = world.clock.pending;
  const [ana, budi] = [await world.device('ana'), await world.device('budi')];
  const callId = await ana.call('budi');
  await budi.ask('call.accept', { callId, media: 'video' });
  ana.lose();
  budi.lose();
  await world.advance(60_000);
  // The call is remembered for 10 min after its end.
  await world.advance(11 * 60_000);
  expect(world.services.registrar.devicesOf('ana')).toEqual([]);
  expect(await world.services.calls.live()).toBe(0);
  expect(world.clock.pending).toBe(before);
});

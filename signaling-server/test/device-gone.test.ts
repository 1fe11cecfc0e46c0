import { afterEach, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { type LiveDevice, LivePeople } from '../../testing/server/live-device.ts';
import { startTestServer, type TestServer } from '../../testing/signaling-server.ts';

let clock: VirtualClock;
let server: TestServer;
let people: LivePeople;
let [ana, budi, callId]: [LiveDevice, LiveDevice, string] = [] as never;

beforeEach(async () => {
  clock = new VirtualClock();
  server = await startTestServer({ deviceGoneS: 7 }, { clock });
  people = new LivePeople(server);
  [ana, budi] = [await people.device('ana'), await people.device('budi')];
  await people.befriend(ana, budi);
  callId = await ana.call('budi');
  await budi.ask('call.accept', { callId, media: 'video' });
  // What is told in a moment is told.
  clock.advance(1_000);
  const { pending } = clock;
  await budi.drop();
  await expect
    .poll(() => clock.pending, { message: 'the server waits for the device' })
    .toBeGreaterThan(pending);
});

afterEach(async () => {
  people.close();
  await server.close();
});

test('a lost device has as long as the server is told to come back to its socket and call', async () => {
  clock.advance(6_999);
  const { calls } = await budi.connect();
  expect(budi.socket.recovered).toBe(true);
  expect(calls).toEqual([expect.objectContaining({ state: 'accepted', callId })]);
});

test('after that its call has ended, and its socket is a new one', async () => {
  clock.advance(7_000);
  expect(await ana.next('call.ended')).toMatchObject({ callId, reason: 'gone' });
  clock.advance(1);
  const { calls } = await budi.connect();
  expect(budi.socket.recovered).toBe(false);
  expect(calls).toEqual([]);
});

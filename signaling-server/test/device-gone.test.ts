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
  // Runs the timers that the accept started, so that the next new timer is that of the loss.
  clock.advance(1_000);
  const { pending } = clock;
  await budi.drop();
  await expect
    .poll(() => clock.pending, { message: 'timers after the loss' })
    .toBeGreaterThan(pending);
});

afterEach(async () => {
  people.close();
  await server.close();
});

test('a lost device can resume its socket and call within the configured time', async () => {
  clock.advance(6_999);
  const { calls } = await budi.connect();
  expect(budi.socket.recovered).toBe(true);
  expect(calls).toEqual([expect.objectContaining({ state: 'accepted', callId })]);
});

test('after the configured time the call has ended and the device gets a new socket', async () => {
  clock.advance(7_000);
  expect(await ana.next('call.ended')).toMatchObject({ callId, reason: 'gone' });
  clock.advance(1);
  const { calls } = await budi.connect();
  expect(budi.socket.recovered).toBe(false);
  expect(calls).toEqual([]);
});

import { randomUUID } from 'node:crypto';
import type { Signal } from '@tatap/protocol/signaling';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type LiveDevice, LivePeople } from '../../testing/server/live-device.ts';
import { startTestServer, type TestServer } from '../../testing/signaling-server.ts';

// Many processes share the machine that runs all tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let server: TestServer;
let people: LivePeople;
/** Each test has its own accounts. */
let round = 0;
let [ana, budi]: [string, string] = ['', ''];

beforeAll(async () => {
  server = await startTestServer();
  people = new LivePeople(server);
}, 30_000);

afterAll(async () => {
  people.close();
  await server.close();
});

beforeEach(() => {
  round += 1;
  [ana, budi] = [`ana-${round}`, `budi-${round}`];
});

const candidates: Signal = {
  kind: 'candidates',
  candidates: [
    {
      candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host',
      sdpMid: '0',
      sdpMLineIndex: 0,
      usernameFragment: 'abcd',
    },
  ],
  seq: 0,
};

async function friends(): Promise<[LiveDevice, LiveDevice]> {
  const pair: [LiveDevice, LiveDevice] = [await people.device(ana), await people.device(budi)];
  await people.befriend(...pair);
  return pair;
}

async function talking(): Promise<[LiveDevice, LiveDevice, string]> {
  const [one, two] = await friends();
  const callId = await one.call(budi);
  await two.next('call.incoming');
  await two.ask('call.accept', { callId, media: 'video' });
  await one.next('call.accepted');
  return [one, two, callId];
}

test('two devices: invite, ringing, accept, signals both ways, bye', async () => {
  const [one, two] = await friends();
  const callId = await one.call(budi);
  expect(await two.next('call.incoming')).toMatchObject({
    callId,
    from: { id: ana, isContact: true },
    fromDevice: one.id,
  });
  await two.ask('call.ringing', { callId });
  expect(await one.next('call.ringing')).toEqual({ callId, device: two.id, asked: 1 });
  expect(await one.ask('call.signal', { callId, toDevice: two.id, signal: candidates })).toEqual({
    ok: true,
  });
  expect(await two.next('call.signal')).toEqual({ callId, from: one.address, signal: candidates });
  await two.ask('call.accept', { callId, media: 'audio' });
  expect(await one.next('call.accepted')).toEqual({
    callId,
    device: two.id,
    media: 'audio',
    displayName: expect.any(String),
  });
  await two.ask('call.signal', { callId, toDevice: one.id, signal: candidates });
  expect(await one.next('call.signal')).toEqual({ callId, from: two.address, signal: candidates });
  await one.ask('call.bye', { callId });
  expect(await two.next('call.ended')).toEqual({ callId, reason: 'hung-up' });
});

test('three devices: the others stop ringing within 500 ms of the first accept', async () => {
  const [one, two] = await friends();
  const three = await people.device(budi);
  const callId = await one.call(budi);
  await Promise.all([two.next('call.incoming'), three.next('call.incoming')]);
  const clicked = performance.now();
  const [won, lost] = await Promise.all([
    two.ask('call.accept', { callId, media: 'video' }),
    three.ask('call.accept', { callId, media: 'video' }),
  ]);
  expect([won, lost]).toContainEqual({ ok: true });
  expect([won, lost]).toContainEqual({ ok: false, code: 'answered-elsewhere' });
  const loser = won.ok ? three : two;
  await loser.next('call.ended', ({ reason }) => reason === 'answered-elsewhere');
  const told = loser.heard.find(({ name }) => name === 'call.ended');
  expect((told?.at ?? Number.POSITIVE_INFINITY) - clicked).toBeLessThan(500);
  expect(one.all('call.accepted')).toHaveLength(1);
});

test('two people who invite each other at the same time are in one call', async () => {
  const [one, two] = await friends();
  const [c1, c2] = [randomUUID(), randomUUID()];
  const [ack1, ack2] = await Promise.all([
    one.ask('call.invite', { callId: c1, to: budi, media: 'video' }),
    two.ask('call.invite', { callId: c2, to: ana, media: 'video' }),
  ]);
  if (!ack1.ok || !ack2.ok) throw new Error('refused');
  expect([ack1.outcome, ack2.outcome].sort()).toEqual(['accepted', 'calling']);
  expect(ack1.callId).toBe(ack2.callId);
  const [first, second] = ack1.outcome === 'calling' ? [one, two] : [two, one];
  expect(await first.next('call.accepted')).toMatchObject({
    callId: ack1.callId,
    device: second.id,
  });
});

test('a `from` of a client is ignored', async () => {
  const [one, two, callId] = await talking();
  const forged = { account: 'somebody', device: randomUUID() };
  await one.askAnything('call.signal', {
    callId,
    toDevice: two.id,
    signal: candidates,
    from: forged,
    account: 'somebody',
  });
  expect(await two.next('call.signal')).toEqual({ callId, from: one.address, signal: candidates });
});

test('a stranger can do nothing in a call of other people, which continues', async () => {
  const [one, two, callId] = await talking();
  const stranger = await people.device(`citra-${round}`);
  const refused = { ok: false, code: 'not-in-call' };
  for (const toDevice of [one.id, two.id, stranger.id]) {
    const answer = await stranger.ask('call.signal', { callId, toDevice, signal: candidates });
    expect(answer).toEqual(refused);
  }
  expect(await stranger.ask('call.accept', { callId, media: 'video' })).toEqual(refused);
  expect(await stranger.ask('call.ringing', { callId })).toEqual(refused);
  expect(await stranger.ask('call.busy', { callId })).toEqual(refused);
  expect(await stranger.ask('call.decline', { callId })).toEqual(refused);
  expect(await stranger.ask('call.cancel', { callId })).toEqual(refused);
  expect(await stranger.ask('call.bye', { callId })).toEqual(refused);
  expect(await stranger.ask('call.invite', { callId, to: budi, media: 'video' })).toEqual(refused);
  await one.ask('call.signal', { callId, toDevice: two.id, signal: candidates });
  await two.next('call.signal');
  expect(one.all('call.ended')).toEqual([]);
  expect(two.all('call.signal')).toHaveLength(1);
});

test('replayed requests of a call have no effect', async () => {
  const [one, two, callId] = await talking();
  await one.ask('call.bye', { callId });
  await two.next('call.ended');
  const over = { ok: false, code: 'call-over' };
  const heard = two.heard.length;
  expect(await one.ask('call.invite', { callId, to: budi, media: 'video' })).toEqual(over);
  expect(await two.ask('call.accept', { callId, media: 'video' })).toEqual(over);
  expect(await one.ask('call.signal', { callId, toDevice: two.id, signal: candidates })).toEqual(
    over,
  );
  expect(await one.ask('call.bye', { callId })).toEqual({ ok: true });
  expect(two.heard.slice(heard)).toEqual([]);
});

test('requests of one socket take effect in the order in which they were sent', async () => {
  const [one, two] = await friends();
  const callId = randomUUID();
  const invited = one.ask('call.invite', { callId, to: budi, media: 'video' });
  const cancelled = one.ask('call.cancel', { callId });
  expect(await invited).toMatchObject({ ok: true });
  expect(await cancelled).toEqual({ ok: true });
  expect(await two.next('call.ended')).toEqual({ callId, reason: 'cancelled' });
  const order = two.heard.map(({ name }) => name).filter((name) => name.startsWith('call.'));
  expect(order).toEqual(['call.incoming', 'call.ended']);
});

test('signals arrive in the order in which they were sent', async () => {
  const [one, two, callId] = await talking();
  const toDevice = two.id;
  const sent = Array.from({ length: 200 }, (_, seq) => ({ ...candidates, seq }));
  await Promise.all(sent.map((signal) => one.ask('call.signal', { callId, toDevice, signal })));
  await two.next('call.signal', ({ signal }) => signal.seq === 199);
  expect(two.all('call.signal').map(({ signal }) => signal.seq)).toEqual(
    sent.map(({ seq }) => seq),
  );
});

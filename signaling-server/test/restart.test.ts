import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LivePeople } from '../../testing/server/live-device.ts';
import { startTestServer, type TestServer } from '../../testing/signaling-server.ts';

// Many processes share the machine that runs all tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let dataDir: string;
let server: TestServer;
let people: LivePeople;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tatap-restart-'));
  server = await startTestServer({ dataDir });
  people = new LivePeople(server);
}, 30_000);

afterEach(async () => {
  people.close();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Restarts the server on the same data and port. */
async function restart(): Promise<void> {
  const port = Number(new URL(server.url).port);
  await server.close();
  await people.allDisconnected();
  server = await startTestServer({ dataDir, port });
}

test('a restart during a call: both devices return to it and can end it', async () => {
  const [ana, budi] = [await people.device('ana'), await people.device('budi')];
  const callId = await ana.call('budi');
  await budi.next('call.incoming');
  await budi.ask('call.accept', { callId, media: 'video' });
  await ana.next('call.accepted');
  await restart();
  await expect
    .poll(() => [ana.ends, budi.ends])
    .toEqual([['transport close'], ['transport close']]);
  const [one, two] = await Promise.all([ana.connect(), budi.connect()]);
  expect(one.calls).toEqual([
    expect.objectContaining({ state: 'accepted', callId, peer: budi.address }),
  ]);
  expect(two.calls).toEqual([
    expect.objectContaining({ state: 'accepted', callId, peer: ana.address }),
  ]);
  const signal = {
    kind: 'description',
    type: 'offer',
    sdp: 'v=0',
    seq: 2,
  } as const;
  expect(await ana.ask('call.signal', { callId, toDevice: budi.id, signal })).toEqual({ ok: true });
  expect(await budi.next('call.signal')).toEqual({ callId, from: ana.address, signal });
  expect(ana.all('call.ended')).toEqual([]);
  await budi.ask('call.bye', { callId });
  expect(await ana.next('call.ended')).toEqual({ callId, reason: 'hung-up' });
  await restart();
  expect((await ana.connect()).calls).toEqual([]);
});

test('a restart while a call rings: the call ends for both, and can be made again', async () => {
  const [ana, budi] = [await people.device('ana'), await people.device('budi')];
  const callId = await ana.call('budi');
  await budi.next('call.incoming');
  await restart();
  const [one, two] = await Promise.all([ana.connect(), budi.connect()]);
  expect([one.calls, two.calls]).toEqual([[], []]);
  expect(await budi.ask('call.accept', { callId, media: 'video' })).toEqual({
    ok: false,
    code: 'call-over',
  });
  const again = await ana.call('budi');
  expect(await budi.next('call.incoming', (call) => call.callId === again)).toBeTruthy();
});

test('contacts, presence, missed calls and sessions survive a restart', async () => {
  const [ana, budi] = [await people.device('ana'), await people.device('budi')];
  await people.befriend(ana, budi);
  await budi.ask('presence.set', { presence: 'dnd' });
  await ana.call('budi');
  await ana.next('call.ended', ({ reason }) => reason === 'do-not-disturb');
  await budi.next('missed.added');
  await restart();
  const snapshot = await budi.connect();
  expect(snapshot.account.presence).toBe('dnd');
  expect(snapshot.contacts).toEqual([
    expect.objectContaining({ id: 'ana', relation: 'accepted', presence: 'offline' }),
  ]);
  expect(snapshot.missed).toEqual([expect.objectContaining({ media: 'video' })]);
});

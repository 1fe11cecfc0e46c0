import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Signal } from '@tatap/protocol/signaling';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LiveDevice, LivePeople } from '../../testing/server/live-device.ts';
import { startTestServer, type TestServer } from '../../testing/signaling-server.ts';

// Timeouts are long because many processes share the machine that runs all tests.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let dataDir: string;
let server: TestServer;
let people: LivePeople;
let [ana, budi, callId]: [LiveDevice, LiveDevice, string] = [] as never;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tatap-attach-'));
  server = await startTestServer({ dataDir });
  people = new LivePeople(server);
  [ana, budi] = [await people.device('ana'), await people.device('budi')];
  await people.befriend(ana, budi);
  callId = await ana.call('budi');
  await budi.next('call.incoming');
  await budi.ask('call.accept', { callId, media: 'video' });
  await ana.next('call.accepted');
  await loseCalls();
  const [one, two] = await Promise.all([ana.connect(), budi.connect()]);
  expect([one.calls, two.calls]).toEqual([[], []]);
}, 30_000);

afterEach(async () => {
  people.close();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Restarts the server without its stored calls. */
async function loseCalls(): Promise<void> {
  const port = Number(new URL(server.url).port);
  await server.close();
  await people.allDisconnected();
  const database = new DatabaseSync(join(dataDir, 'tatap.db'));
  expect(database.prepare('DELETE FROM accepted_calls').run().changes).toBe(1);
  database.close();
  server = await startTestServer({ dataDir, port });
}

test('two devices in a call attach it again on a server that lost it', async () => {
  const signal: Signal = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 2 };
  const restart = { callId, toDevice: budi.id, signal };
  expect(await ana.ask('call.signal', restart)).toEqual({ ok: false, code: 'call-over' });

  expect(await ana.attach(callId, budi.address, 'caller')).toEqual({
    ok: true,
    outcome: 'waiting',
  });
  const asked = await budi.next('call.attaching');
  expect(asked).toMatchObject({ callId, from: ana.address, side: 'caller' });
  expect(await budi.attach(callId, ana.address, 'callee')).toEqual({
    ok: true,
    outcome: 'running',
  });
  expect(await ana.next('call.attached')).toEqual({ callId });

  expect(await ana.ask('call.signal', restart)).toEqual({ ok: true });
  expect(await budi.next('call.signal')).toEqual({ callId, from: ana.address, signal });
  await budi.next('presence.changed', ({ presence }) => presence === 'in-call');
  await ana.next('presence.changed', ({ presence }) => presence === 'in-call');
  await ana.ask('call.bye', { callId });
  expect(await budi.next('call.ended')).toEqual({ callId, reason: 'hung-up' });
});

test('an attach with another key than that of the sign-in is refused', async () => {
  const claim = { callId, peer: budi.address, side: 'caller', media: 'video' } as const;
  const proof = budi.keys.attach(ana.address, claim);
  expect(await ana.ask('call.attach', { ...claim, proof })).toEqual({
    ok: false,
    code: 'forbidden',
  });
  expect(await budi.attach(callId, ana.address, 'callee')).toMatchObject({ outcome: 'waiting' });
  expect(budi.all('call.attaching')).toEqual([]);
});

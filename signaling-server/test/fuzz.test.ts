import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ackCodes, type RequestName, requests, type Signal } from '@tatap/protocol/signaling';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type LiveDevice, LivePeople } from '../../testing/server/live-device.ts';
import { payloadsFor, type Targets } from '../../testing/server/payloads.ts';
import { ProcessServer } from '../../testing/server/process-server.ts';

// Many processes share the machine that runs all tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** `FUZZ_PAYLOADS=10000` is the long form. */
const payloadsPerEvent = Number(process.env['FUZZ_PAYLOADS'] ?? 1_500);
/** Requests that are sent without waiting for earlier answers. */
const burst = 1_000;
/**
 * The allowed growth of the heap after all payloads, also those of the long form: caches of compiled code and statements.
 */
const heapSlackBytes = 6 * 1024 * 1024;

const names = Object.keys(requests) as RequestName[];
const { FUZZ_SEED } = process.env;
const seed = Number(FUZZ_SEED ?? Date.now() % 2 ** 31);

let dataDir: string;
let server: ProcessServer;
let people: LivePeople;
let [ana, budi, mallory]: LiveDevice[] = [];
let callId: string;
let targets: Targets;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tatap-fuzz-'));
  server = await ProcessServer.start({
    TATAP_DATA_DIR: dataDir,
    TATAP_LIMIT_REQUESTS_PER_SOCKET: '1000000',
    TATAP_LIMIT_REQUESTS_PER_ADDRESS: '1000000',
    TATAP_LIMIT_INTRODUCTIONS_PER_ACCOUNT: '1000000',
  });
  people = new LivePeople(server);
  const [one, two] = [await people.device('ana'), await people.device('budi')];
  callId = await one.call('budi');
  await two.next('call.incoming');
  await two.ask('call.accept', { callId, media: 'video' });
  mallory = await people.device('mallory');
  [ana, budi] = [one, two];
  targets = {
    accounts: ['ana', 'budi', 'mallory'],
    devices: [one.id, two.id, mallory.id],
    calls: [callId],
  };
  // Warm-up: the first requests of each kind compile code and prepare statements.
  for (const name of names) await send(name, 200, seed + 1);
}, 120_000);

afterAll(async () => {
  people.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Sends random payloads and counts the answers by code. */
async function send(name: string, count: number, seed: number): Promise<Map<string, number>> {
  const attacker = mallory as LiveDevice;
  const arbitrary = payloadsFor(name as RequestName, targets);
  const payloads = fc.sample(arbitrary, { numRuns: count, seed });
  const counts = new Map<string, number>();
  for (let from = 0; from < payloads.length; from += burst) {
    const asked = payloads
      .slice(from, from + burst)
      .map((payload) => attacker.askAnything(name, payload));
    for (const answer of (await Promise.all(asked)) as { ok: boolean; code?: string }[]) {
      const code = answer.ok ? 'ok' : String(answer.code);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    await expectCallGoesOn();
  }
  return counts;
}

let seq = 0;

/** The other devices are in their call and still get each other's signals. */
async function expectCallGoesOn(): Promise<void> {
  const [one, two] = [ana as LiveDevice, budi as LiveDevice];
  seq += 1;
  const signal: Signal = {
    kind: 'candidates',
    candidates: [{ candidate: '', sdpMid: null, sdpMLineIndex: null, usernameFragment: null }],
    seq,
  };
  expect(await one.ask('call.signal', { callId, toDevice: two.id, signal })).toEqual({ ok: true });
  const heard = await two.next('call.signal', (payload) => payload.signal.seq === seq);
  expect(heard.from).toEqual(one.address);
  // Frees received events, so that the memory of this process stays constant too.
  for (const device of [one, two, mallory as LiveDevice]) device.heard.length = 0;
}

test(`${payloadsPerEvent} random payloads of every event (seed ${seed})`, async () => {
  const before = await server.heapBytes();
  for (const [index, name] of [...names, 'no.such.event'].entries()) {
    const counts = await send(name, payloadsPerEvent, seed + index);
    for (const code of counts.keys()) expect(['ok', ...ackCodes]).toContain(code);
    expect([name, counts.get('internal')]).toEqual([name, undefined]);
    expect([name, counts.get('malformed')]).toEqual([name, expect.any(Number)]);
  }
  expect((ana as LiveDevice).all('call.ended')).toEqual([]);
  expect((ana as LiveDevice).socket.connected).toBe(true);
  expect((await server.heapBytes()) - before).toBeLessThan(heapSlackBytes);
}, 300_000);

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LiveDevice, LivePeople } from '../server/live-device.ts';
import { AttackedServer } from './attacked-server.ts';
import { costsOf } from './costs.ts';
import { frame, pong, type RawClient, textFrame } from './raw-client.ts';
import { type RawDevice, rawDevice } from './raw-device.ts';

const megabyte = 1024 * 1024;

let server: AttackedServer;
let people: LivePeople;
const clients: RawClient[] = [];
let attackers = 0;

beforeAll(async () => {
  server = await AttackedServer.start();
  people = new LivePeople(server);
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

afterAll(async () => {
  people.close();
  await server.stop();
});

async function devicesOf(
  account: string,
  count: number,
  { isNew } = { isNew: true },
): Promise<RawDevice[]> {
  const devices: RawDevice[] = [];
  for (let n = 0; n < count; n += 1) {
    const device = await rawDevice(server, account, { isNew: isNew && n === 0 });
    devices.push(device);
    clients.push(device.client);
  }
  return devices;
}

test('sockets that do not read, and what contacts send to them, cost little memory', async () => {
  const reader = await people.device('rina');
  const callers: LiveDevice[] = [];
  for (const name of ['ana', 'budi', 'citra', 'dewi']) {
    const caller = await people.device(name);
    await people.befriend(caller, reader);
    callers.push(caller);
  }
  const devices = await devicesOf('rina', 4, { isNew: false });
  const calls: string[] = [];
  for (const caller of callers) calls.push(await caller.call('rina'));
  const sdp = 'x'.repeat(45_000);
  let refused = 0;
  const costs = await costsOf(server, async () => {
    for (let n = 0; n < 150; n += 1) {
      const answers = await Promise.all(
        callers.map((caller, c) =>
          caller.ask('call.signal', {
            callId: calls[c] ?? '',
            toDevice: null,
            signal: { kind: 'description', type: 'offer', sdp, seq: n + 1 },
          }),
        ),
      );
      refused += answers.filter((answer) => !answer.ok && answer.code === 'rate-limited').length;
    }
  });
  expect(refused).toBeGreaterThan(0);
  expect(costs.failed).toBe(0);
  expect(costs.residentBytes).toBeLessThan(60 * megabyte);
  // Who leaves a megabyte unread is cut off.
  for (const { client } of devices) expect(await client.ended(30_000)).toBe(true);
});

test('a pong that nobody asked for ends the connection', async () => {
  const [device] = await devicesOf('sari', 1);
  for (let n = 0; n < 10; n += 1) device?.client.write(pong);
  expect(await device?.client.ended(30_000)).toBe(true);
});

test('who leaves and then shakes hands again and again is cut off, with few lines in the log', async () => {
  const [device] = await devicesOf('tuti', 1);
  if (device === undefined) throw new Error('no device');
  const costs = await costsOf(server, async () => {
    device.client.write(textFrame('41'));
    await expect
      .poll(() => server.log, { timeout: 60_000 })
      .toMatch(/"tuti".*client namespace disconnect/);
    device.client.write(Buffer.concat(Array.from({ length: 2_000 }, () => device.hello)));
    expect(await device.client.ended(60_000)).toBe(true);
  });
  expect(costs.failed).toBe(0);
  expect(costs.logLines).toBeLessThan(20);
});

test.each<[string, (device: RawDevice) => Buffer]>([
  ['leaving and coming back', ({ hello }) => Buffer.concat([textFrame('41'), hello])],
  ['shaking hands again', ({ hello }) => hello],
  ['asking for namespaces that do not exist', () => textFrame(`40/${randomUUID()},`)],
  ['pings of the WebSocket', () => frame(0x9, 'x'.repeat(125))],
  ['acknowledging what was not asked', () => textFrame('431[]')],
  ['packets that mean nothing', () => textFrame('6')],
  ['compressed frames', () => frame(0x1, 'compressed', 0xc0)],
  ['empty fragments', () => Buffer.concat([frame(0x1, '', 0), frame(0x0, '', 0)])],
  ['requests of the largest size', () => textFrame(`42["call.bye",{"x":"${'y'.repeat(60_000)}"}]`)],
  ['packets that do not parse', () => textFrame('42[')],
])('thousands of times %s: the connection ends, with few lines in the log', async (_, packet) => {
  attackers += 1;
  const [device] = await devicesOf(`attacker-${attackers}`, 1);
  if (device === undefined) throw new Error('no device');
  const one = packet(device);
  const times = Math.min(6_000, Math.ceil((60 * megabyte) / one.length));
  const flood = Buffer.concat(Array.from({ length: times }, () => one));
  const costs = await costsOf(server, async () => {
    device.client.write(flood);
    expect(await device.client.ended(60_000)).toBe(true);
  });
  expect(costs.failed).toBe(0);
  expect(costs.logLines).toBeLessThan(20);
  expect(costs.residentBytes).toBeLessThan(60 * megabyte);
});

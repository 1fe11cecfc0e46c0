import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RawClient, upgradeRequest } from '../../testing/attacks/raw-client.ts';
import { VirtualClock } from '../../testing/clock.ts';
import { LivePeople } from '../../testing/server/live-device.ts';
import { startTestServer, type TestServer } from '../../testing/signaling-server.ts';
import { openBlockingSqlite } from '../storage/sqlite/blocking.ts';

// Many processes share the machine that runs all tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let server: TestServer;
let people: LivePeople;
const upgrades: RawClient[] = [];

async function start(...args: Parameters<typeof startTestServer>): Promise<void> {
  server = await startTestServer(...args);
  people = new LivePeople(server);
}

afterEach(async () => {
  people.close();
  for (const client of upgrades.splice(0)) client.close();
  await server.close();
});

const codes = (answers: readonly { ok: boolean; code?: string }[]): string[] =>
  answers.map((answer) => (answer.ok ? 'ok' : (answer.code ?? '')));

describe('requests per second', () => {
  test('of one socket: a refusal contains the time to wait, and other sockets are not affected', async () => {
    const clock = new VirtualClock();
    await start({ requestsPerSocket: 2 }, { clock });
    const [ana, budi] = [await people.device('ana'), await people.device('budi')];
    const answers = await Promise.all(Array.from({ length: 12 }, () => ana.ask('ice.refresh', {})));
    expect(codes(answers)).toEqual([
      ...Array.from({ length: 10 }, () => 'ok'),
      'rate-limited',
      'rate-limited',
    ]);
    expect(answers.at(-1)).toEqual({ ok: false, code: 'rate-limited', retryAfterMs: 500 });
    expect(await budi.ask('ice.refresh', {})).toMatchObject({ ok: true });
    clock.advance(500);
    expect(await ana.ask('ice.refresh', {})).toMatchObject({ ok: true });
    expect(await ana.ask('ice.refresh', {})).toMatchObject({ code: 'rate-limited' });
  });

  test('of one account are shared by its devices', async () => {
    await start({ requestsPerSocket: 2 }, { clock: new VirtualClock() });
    const devices = [
      await people.device('ana'),
      await people.device('ana'),
      await people.device('ana'),
    ];
    const answers: string[] = [];
    for (const device of devices) {
      const asked = Array.from({ length: 10 }, () => device.ask('ice.refresh', {}));
      answers.push(...codes(await Promise.all(asked)));
    }
    expect(answers.filter((code) => code === 'ok')).toHaveLength(20);
  });

  test('of one address are shared by all its clients', async () => {
    await start({ requestsPerAddress: 10 }, { clock: new VirtualClock() });
    const devices = [await people.device('ana'), await people.device('budi')];
    const asked = devices.flatMap((device) =>
      Array.from({ length: 30 }, () => device.ask('ice.refresh', {})),
    );
    const granted = codes(await Promise.all(asked)).filter((code) => code === 'ok');
    // A burst of fifty, of which each of the two handshakes took five.
    expect(granted).toHaveLength(40);
    await expect(people.device('citra')).rejects.toMatchObject({
      data: { code: 'rate-limited', retryAfterMs: expect.any(Number) },
    });
  });

  test('that introduce an account to other people have a lower limit', async () => {
    await start({ introductionsPerAccount: 30 }, { clock: new VirtualClock() });
    const ana = await people.device('ana');
    const asked = Array.from({ length: 31 }, (_, n) =>
      ana.ask('contact.request', { id: `person-${n}` }),
    );
    expect(codes(await Promise.all(asked)).at(-1)).toBe('rate-limited');
    expect(await ana.ask('ice.refresh', {})).toMatchObject({ ok: true });
  });

  test('count attaches as introductions', async () => {
    await start({ introductionsPerAccount: 30 }, { clock: new VirtualClock() });
    const [ana, budi] = [await people.device('ana'), await people.device('budi')];
    const asked = Array.from({ length: 31 }, () =>
      ana.attach(randomUUID(), budi.address, 'caller'),
    );
    expect(codes(await Promise.all(asked))).toEqual([
      ...Array.from({ length: 30 }, () => 'ok'),
      'rate-limited',
    ]);
  });

  test('far beyond the limit end this socket, and no other', async () => {
    await start({ requestsPerSocket: 5 }, { clock: new VirtualClock() });
    const [ana, budi] = [await people.device('ana'), await people.device('budi')];
    for (let n = 0; n < 200; n += 1) ana.socket.emit('ice.refresh', {});
    await expect.poll(() => ana.ends, { timeout: 10_000 }).toEqual(['io server disconnect']);
    expect(await budi.ask('ice.refresh', {})).toMatchObject({ ok: true });
  });
});

test('upgrades of one address beyond the limit are answered with 429', async () => {
  const clock = new VirtualClock();
  await start({ requestsPerAddress: 2 }, { clock });
  const port = Number(new URL(server.url).port);
  const upgraded = async (): Promise<string> => {
    const client = await RawClient.open(port);
    upgrades.push(client.listen());
    client.write(upgradeRequest(port));
    await client.reads('\r\n\r\n');
    return client.received.slice(0, client.received.indexOf('\r\n'));
  };
  const answers: string[] = [];
  for (let n = 0; n < 12; n += 1) answers.push(await upgraded());
  // The burst is the requests of five seconds.
  expect(answers).toEqual([
    ...Array.from({ length: 10 }, () => 'HTTP/1.1 101 Switching Protocols'),
    'HTTP/1.1 429 Too Many Requests',
    'HTTP/1.1 429 Too Many Requests',
  ]);
  clock.advance(500);
  expect(await upgraded()).toBe('HTTP/1.1 101 Switching Protocols');
});

test('sockets of one account are limited', async () => {
  await start({ socketsPerAccount: 2 });
  const [one] = [await people.device('ana'), await people.device('ana')];
  await expect(people.device('ana')).rejects.toMatchObject({ data: { code: 'limit-reached' } });
  // A new socket of the same device does not count twice.
  await people.again('ana', one.id, one.token).connect();
  await people.device('budi');
});

test('open calls of one account are limited', async () => {
  await start({ callsPerAccount: 2 });
  const ana = await people.device('ana');
  await people.befriend(ana, await people.device('budi'));
  await ana.call('budi');
  await ana.call('budi');
  await expect(ana.call('budi')).rejects.toThrow('limit-reached');
});

describe('an invalid message', () => {
  test.each<[string, string, unknown[]]>([
    ['an event that nobody knows', 'call.explode', [{}]],
    ['an event that the server sends', 'call.incoming', [{}]],
    ['the name of a method', 'toString', [{}]],
    ['no payload', 'call.bye', []],
    ['two payloads', 'ice.refresh', [{}, {}]],
    ['a payload of the wrong kind', 'call.bye', ['text']],
    ['a field of the wrong kind', 'call.bye', [{ callId: 7 }]],
    ['binary', 'call.bye', [Buffer.from('binary')]],
    ['binary inside', 'call.bye', [{ callId: Buffer.from('binary') }]],
  ])('%s is malformed', async (_, event, args) => {
    await start();
    const ana = await people.device('ana');
    expect(await ana.askAnything(event, ...args)).toMatchObject({ ok: false, code: 'malformed' });
    expect(await ana.ask('ice.refresh', {})).toMatchObject({ ok: true });
  });

  test('the refusal names the field and never the value', async () => {
    await start();
    const ana = await people.device('ana');
    const secret = 'a secret of somebody';
    const answer = await ana.askAnything('call.invite', { callId: secret, to: 'budi' });
    expect(answer).toMatchObject({ code: 'malformed', detail: expect.stringContaining('callId') });
    expect(JSON.stringify(answer)).not.toContain(secret);
  });

  test('that is too large has its own code', async () => {
    await start();
    const ana = await people.device('ana');
    const payload = { callId: 'x'.repeat(60 * 1024) };
    expect(await ana.askAnything('call.bye', payload)).toEqual({ ok: false, code: 'too-large' });
  });

  test('larger than a packet closes the connection, and the socket can be resumed', async () => {
    await start();
    const ana = await people.device('ana');
    ana.socket.emit('call.bye', { callId: 'x'.repeat(70 * 1024) });
    await expect.poll(() => ana.ends, { timeout: 10_000 }).toEqual(['transport close']);
    await ana.connect();
    expect(ana.socket.recovered).toBe(true);
  });

  test('without an acknowledgement callback is processed too', async () => {
    await start();
    const [ana, budi] = [await people.device('ana'), await people.device('budi')];
    ana.socket.emit('call.invite', { callId: randomUUID(), to: 'budi', media: 'audio' });
    expect(await budi.next('call.incoming')).toMatchObject({ media: 'audio' });
  });
});

test('a request that fails in the server is answered with internal, and the next one works', async () => {
  const storage = openBlockingSqlite(':memory:');
  const { take } = storage.missedCalls;
  storage.missedCalls.take = () => Promise.reject(new Error('disk is full'));
  await start({}, { storage });
  const ana = await people.device('ana');
  expect(await ana.ask('missed.taken', { callIds: [] })).toEqual({ ok: false, code: 'internal' });
  storage.missedCalls.take = take;
  expect(await ana.ask('missed.taken', { callIds: [] })).toEqual({ ok: true });
});

test.each([-24, -1, 1, 24])('limits keep counting when the clock is set by %i h', async (hours) => {
  const clock = new VirtualClock();
  await start({ requestsPerSocket: 2 }, { clock });
  const ana = await people.device('ana');
  await Promise.all(Array.from({ length: 10 }, () => ana.ask('ice.refresh', {})));
  clock.jumpWall(hours * 3_600_000);
  expect(await ana.ask('ice.refresh', {})).toMatchObject({
    code: 'rate-limited',
    retryAfterMs: 500,
  });
  clock.advance(500);
  expect(await ana.ask('ice.refresh', {})).toMatchObject({ ok: true });
});

import { afterEach, expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import {
  deviceNumber,
  startTestServer,
  type TestServer,
  testDevice,
} from '../../testing/signaling-server.ts';

let server: TestServer;

afterEach(() => server.close());

const signIn = (id: string, password: string) =>
  server.ask('signIn', { body: { id, password, device: testDevice() } });

test('an address with too many requests gets a time to wait', async () => {
  const clock = new VirtualClock();
  server = await startTestServer({ requestsPerAddress: 2 }, { clock });
  const answers = await Promise.all(Array.from({ length: 13 }, () => server.ask('serverInfo')));
  const refused = answers.filter((answer) => answer.status === 429);
  // The burst is the requests of five seconds.
  expect(refused).toHaveLength(3);
  for (const { ack, headers } of refused) {
    expect(ack).toEqual({ ok: false, code: 'rate-limited', retryAfterMs: 500 });
    expect(headers.get('retry-after')).toBe('1');
  }
  clock.advance(500);
  expect((await server.ask('serverInfo')).status).toBe(200);
});

test('files, pages and unknown paths count too; health checks do not', async () => {
  server = await startTestServer({ requestsPerAddress: 1 }, { clock: new VirtualClock() });
  const paths = ['/assets/main-3f2a.js', '/', '/add/sari', '/nothing', '/api/nothing', '/', '/x'];
  const answers = await Promise.all(paths.map((path) => fetch(server.url + path)));
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(2);
  for (const path of ['/healthz', '/readyz']) {
    expect((await fetch(server.url + path)).status).toBe(200);
  }
});

test('an account whose password is guessed is blocked, even for the right password, and others are not', async () => {
  server = await startTestServer({ signInsPerAccount: 3 });
  await server.register('sari');
  await server.register('budi');
  for (let n = 0; n < 3; n++) {
    expect(await signIn('sari', 'a wrong one')).toMatchObject({ status: 403 });
  }
  expect(await signIn('sari', 'correct horse')).toMatchObject({
    status: 429,
    ack: { code: 'rate-limited' },
  });
  expect(await signIn('budi', 'correct horse')).toMatchObject({ status: 200 });
});

test('an address that guesses passwords of many accounts is blocked', async () => {
  server = await startTestServer({ signInsPerAddress: 3 });
  for (let n = 0; n < 3; n++) await signIn(`person-${n}`, 'a wrong one');
  expect(await signIn('person-3', 'a wrong one')).toMatchObject({ status: 429 });
});

test('requests through a trusted proxy count for the address of the client', async () => {
  server = await startTestServer({ accountsPerAddress: 1, trustProxy: ['loopback'] });
  const create = (id: string, forwardedFor: string) =>
    fetch(`${server.url}/api/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor },
      body: JSON.stringify({
        id,
        displayName: id,
        password: 'correct horse',
        device: testDevice(),
      }),
    });
  expect((await create('sari', '198.51.100.1')).status).toBe(200);
  expect((await create('budi', '198.51.100.1')).status).toBe(429);
  expect((await create('budi', '198.51.100.2')).status).toBe(200);
});

test('an untrusted client cannot change its address by a header', async () => {
  server = await startTestServer({ requestsPerAddress: 1 }, { clock: new VirtualClock() });
  const ask = (forwardedFor: string) =>
    fetch(`${server.url}/api/server`, { headers: { 'x-forwarded-for': forwardedFor } });
  const answers = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => ask(`198.51.100.${n}`)));
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(1);
});

test('with too many devices, the one that was used longest ago is signed out', async () => {
  server = await startTestServer({ devicesPerAccount: 2 });
  const first = await server.register('sari');
  for (const n of [2, 3]) {
    const device = testDevice(deviceNumber(n));
    await server.ask('signIn', { body: { id: 'sari', password: 'correct horse', device } });
  }
  expect(await server.ask('listSessions', { token: first })).toMatchObject({ status: 401 });
});

test('a hundred sign-ins at once are all answered', async () => {
  server = await startTestServer();
  await server.register('sari');
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => signIn('sari', 'correct horse')),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(100);
});

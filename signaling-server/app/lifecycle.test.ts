import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LivePeople } from '../../testing/server/live-device.ts';
import { startTestServer, type TestServer, testDevice } from '../../testing/signaling-server.ts';
import { openBlockingSqlite } from '../storage/sqlite/blocking.ts';
import { databaseFile } from './config.ts';

let dataDir: string;
const running: TestServer[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tatap-life-'));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
  rmSync(dataDir, { recursive: true });
});

async function start(...options: Parameters<typeof startTestServer>): Promise<TestServer> {
  const server = await startTestServer({ dataDir, ...options[0] }, options[1]);
  running.push(server);
  return server;
}

test('a restart keeps accounts and sessions', async () => {
  const first = await start();
  const token = await first.register('sari');
  await first.close();
  const second = await start();
  expect(await second.ask('exportAccount', { token })).toMatchObject({
    ack: { ok: true, account: { id: 'sari' } },
  });
});

test('a port in use gives an error message with a solution, and nothing stays open', async () => {
  const first = await start({ dataDir: join(dataDir, 'first') });
  const port = Number(new URL(first.url).port);
  await expect(start({ port })).rejects.toMatchObject({
    name: 'StartupError',
    code: 'address',
    message:
      `Port ${port} on 127.0.0.1 is in use, perhaps by another Tatap server. ` +
      `Stop that program, or choose another port: TATAP_PORT=${port + 1}.`,
  });
  await first.register('sari');
});

test('an address of another machine gives an error message', async () => {
  await expect(start({ host: '192.0.2.1' })).rejects.toMatchObject({
    message: expect.stringContaining('This machine has no address 192.0.2.1. Set TATAP_HOST'),
  });
});

test('an unreadable certificate gives an error message', async () => {
  const tlsCert = join(dataDir, 'cert.pem');
  await expect(start({ tlsCert, tlsKey: tlsCert })).rejects.toMatchObject({
    code: 'certificate',
    message: expect.stringContaining('TATAP_TLS_CERT and TATAP_TLS_KEY must name PEM files'),
  });
});

test('a full disk gives a code, and the server keeps running', async () => {
  await openBlockingSqlite(databaseFile(dataDir)).close();
  const storage = openBlockingSqlite(databaseFile(dataDir), { maxPages: 1 });
  const server = await start({}, { storage });
  const answers: number[] = [];
  const body = (n: number) => ({
    id: `person-${n}`,
    displayName: 'x'.repeat(64),
    password: 'correct horse',
    device: testDevice(),
  });
  for (let n = 0; !answers.includes(500) && n < 200; n++) {
    const { status, ack } = await server.ask('createAccount', { body: body(n) });
    answers.push(status);
    if (status === 500) expect(ack).toEqual({ ok: false, code: 'internal' });
  }
  expect(answers).toContain(500);
  expect(await server.ask('serverInfo')).toMatchObject({ status: 200 });
  expect(await server.ask('signIn', { body: { ...body(0), password: 'wrong one' } })).toMatchObject(
    { status: 403 },
  );
});

test('closing lets a running request finish, and accepts no new ones', async () => {
  const server = await start();
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const answered = new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('close', () => resolve(text));
  });
  const body = JSON.stringify({ id: 'nobody', password: 'correct horse', device: testDevice() });
  const head =
    'POST /api/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
    `Content-Length: ${body.length}\r\n\r\n`;
  // "100-continue" shows that the server has begun to read.
  await new Promise<void>((resolve) => {
    socket.once('data', () => resolve());
    socket.write(head.replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n'));
  });
  const closed = server.close();
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  socket.write(body);
  expect(await answered).toContain('wrong-credentials');
  await closed;
});

test.each([
  [
    'a request that does not finish is cut off after the grace time',
    'POST /api/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
      'Content-Length: 10\r\nExpect: 100-continue\r\n\r\n',
  ],
  [
    'closing does not wait for a device whose network is gone',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n' +
      'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  ],
])('%s', async (_name, request) => {
  const server = await start({ shutdownS: 0 });
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const hungUp = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  await new Promise<void>((resolve) => {
    // The server answers and reads nothing more.
    socket.once('data', () => resolve());
    socket.write(request);
  });
  await server.close();
  await hungUp;
});

test('closing disconnects devices so that they reconnect by themselves, and records their last use', async () => {
  const first = await start();
  const people = new LivePeople(first);
  const device = await people.device('sari');
  const before = Date.now();
  const gone = new Promise<string>((resolve) => device.socket.once('disconnect', resolve));
  await first.close();
  // Socket.IO does not reconnect after "io server disconnect".
  expect(await gone).toMatch(/^transport/);
  const second = await start();
  const { ack } = await second.ask('listSessions', { token: device.token });
  if (!ack.ok) throw new Error(ack.code);
  expect(ack.sessions[0]?.lastSeenAt).toBeGreaterThanOrEqual(before);
  people.close();
});

test('closing twice has no further effect', async () => {
  const server = await start();
  await Promise.all([server.close(), server.close()]);
  await expect(fetch(server.url)).rejects.toThrow();
});

import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { LivePeople } from '../../../testing/server/live-device.ts';
import { startTestServer, type TestServer } from '../../../testing/signaling-server.ts';
import { openBlockingSqlite } from '../../storage/sqlite/blocking.ts';

let server: TestServer;

afterEach(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers });

test('a running server is alive and ready', async () => {
  server = await startTestServer();
  for (const path of ['/healthz', '/readyz']) {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ ok: true });
  }
});

test('a server without its database is alive but not ready', async () => {
  const storage = openBlockingSqlite(':memory:');
  server = await startTestServer({}, { storage });
  await storage.close();
  const response = await get('/readyz');
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ ok: false, reason: 'storage' });
  expect((await get('/healthz')).status).toBe(200);
});

test('metrics count endpoints by the code of their answers, and contain no IDs', async () => {
  server = await startTestServer();
  const token = await server.register('sari');
  await server.ask('listSessions', { token });
  await server.ask('listSessions');
  const text = await (await get('/metrics')).text();
  expect(text).toContain(
    'tatap_http_request_seconds_count{endpoint="listSessions",code="unauthenticated"} 1',
  );
  expect(text).toContain('tatap_http_request_seconds_count{endpoint="listSessions",code="ok"} 1');
  expect(text).toContain('tatap_connected_sockets 0');
  expect(text).toContain('tatap_live_calls 0');
  expect(text).not.toContain('sari');
});

test('metrics count connected devices', async () => {
  server = await startTestServer();
  const people = new LivePeople(server);
  const device = await people.device('sari');
  await device.settled();
  const text = await (await get('/metrics')).text();
  expect(text).toContain('tatap_connected_sockets 1');
  expect(text).toContain('tatap_requests_total{request="ice.refresh",code="ok"} 1');
  people.close();
});

test('metrics are for this machine only, and not for requests through a proxy', async () => {
  server = await startTestServer();
  const traces: [string, string][] = [
    ['x-forwarded-for', '198.51.100.1'],
    ['x-forwarded-for', ''],
    ['forwarded', 'for=198.51.100.1'],
    ['x-real-ip', '198.51.100.1'],
    ['via', '1.1 proxy'],
    ['cf-connecting-ip', '198.51.100.1'],
  ];
  for (const [name, value] of traces) {
    expect((await get('/metrics', { [name]: value })).status, name).toBe(403);
  }
  expect((await get('/metrics')).status).toBe(200);
});

test('metrics are refused for a page whose host name resolves to this machine', async () => {
  server = await startTestServer();
  const { port } = new URL(server.url);
  const status = await new Promise((resolve, reject) => {
    const headers = { host: 'rebound.example' };
    const asked = request({ host: '127.0.0.1', port, path: '/metrics', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
  expect(status).toBe(403);
});

test('metrics can be opened to everyone, and switched off', async () => {
  server = await startTestServer({ metrics: 'everyone' });
  expect((await get('/metrics', { 'x-forwarded-for': '198.51.100.1' })).status).toBe(200);
  await server.close();
  server = await startTestServer({ metrics: 'off' });
  expect((await get('/metrics')).status).toBe(404);
});

test('event loop and memory are included if enabled', async () => {
  server = await startTestServer({}, { processMetrics: true });
  const text = await (await get('/metrics')).text();
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  expect(text).toContain('process_resident_memory_bytes');
});

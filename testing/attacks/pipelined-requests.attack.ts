import { afterEach, expect, test } from 'vitest';
import { limit } from '../../tools/test/pace.ts';
import { AttackedServer, assetPath } from './attacked-server.ts';
import { costsOf } from './costs.ts';
import { RawClient } from './raw-client.ts';

let server: AttackedServer;
const clients: RawClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.stop();
});

/** Connections that each write so many requests at once and read no answer. */
async function pipeline(connections: number, requests: string): Promise<void> {
  for (let n = 0; n < connections; n += 1) clients.push(await RawClient.open(server.port));
  for (const client of clients) client.write(requests);
  // What the server does with them, it has done when others are answered again and again.
  for (let n = 0; n < 100; n += 1) await server.ask('serverInfo').catch(() => {});
}

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: tatap.test\r\n\r\n`;

test.each([
  ['for a large file', assetPath, 20, 400],
  ['for the page of an invitation', '/add/sari', 20, 400],
  ['for an endpoint', '/api/server', 20, 400],
  ['for an unknown path', '/nothing', 20, 4_000],
])(
  'pipelined requests %s without reading cost little memory and few descriptors',
  async (_, path, connections, each) => {
    server = await AttackedServer.start();
    const { residentBytes } = server.footprint();
    const costs = await costsOf(server, () => pipeline(connections, get(path).repeat(each)));
    expect(costs.failed).toBe(0);
    expect(costs.descriptors).toBeLessThan(connections + 50);
    // The limit follows the memory of the idle server (120 to 145 MB), because both depend on the
    // machine and on when Node collects garbage. A server that closes such connections needs 60 to
    // 145 MB more. A server that keeps each request until its answer is read needs 290 MB.
    expect(costs.residentBytes).toBeLessThan(1.5 * residentBytes);
    expect(costs.logLines).toBeLessThan(50);
    expect(costs.waits.usual).toBeLessThan(20 * costs.waits.before + 3_000);
  },
);

test('connections that take no byte of their answers are closed within 60 s', async () => {
  // Ten times sooner here.
  const preload = new URL('../server/hasty-sockets.ts', import.meta.url).href;
  server = await AttackedServer.start({ env: { NODE_OPTIONS: `--import ${preload}` } });
  const before = server.footprint().descriptors;
  const open = () => server.footprint().descriptors - before;
  for (let n = 0; n < 20; n += 1) clients.push(await RawClient.open(server.port));
  // As many requests as may wait for their answers: only the time-out ends these connections.
  for (const client of clients) client.write(get(assetPath).repeat(16));
  await server.ask('serverInfo');
  expect(open()).toBeGreaterThanOrEqual(clients.length);
  await expect
    .poll(open, {
      message: 'connections still open',
      timeout: 6_000 + limit(10_000),
      interval: 100,
    })
    .toBeLessThan(5);
});

test('where descriptors are few, pipelined requests for files take none of them', async () => {
  server = await AttackedServer.start({ descriptors: 256 });
  const costs = await costsOf(server, () => pipeline(20, get(assetPath).repeat(400)));
  expect(costs.failed).toBe(0);
  expect(costs.logLines).toBeLessThan(50);
});

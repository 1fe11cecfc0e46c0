import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AttackedServer } from './attacked-server.ts';
import { costsOf } from './costs.ts';
import { frame, RawClient, textFrame, upgradeRequest } from './raw-client.ts';

const megabyte = 1024 * 1024;

let server: AttackedServer;
const clients: RawClient[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function open(count: number, first: string | Buffer): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const client = (await RawClient.open(server.port)).listen();
    client.write(first);
    clients.push(client);
  }
}

const openClients = (): number => clients.filter((client) => client.isOpen).length;

describe('where few connections are let in', () => {
  beforeAll(async () => {
    const env = { TATAP_LIMIT_CONNECTIONS_PER_ADDRESS: '100' };
    server = await AttackedServer.start({ env, descriptors: 256 });
  });

  afterAll(() => server.stop());

  test('an address opens only so many sockets without signing in, and none of them stays', async () => {
    const costs = await costsOf(server, async () => {
      await open(400, upgradeRequest(server.port));
      await expect.poll(openClients, { timeout: 30_000 }).toBeLessThanOrEqual(100);
      // Closing frames are not answered: the server must not wait for them.
      await expect.poll(openClients, { timeout: 30_000 }).toBe(0);
    });
    expect(costs.failed).toBe(0);
    expect(costs.descriptors).toBeLessThan(150);
    expect(costs.logLines).toBeLessThan(20);
  });

  test('slow bodies leave room for others, and end', async () => {
    const costs = await costsOf(server, async () => {
      await open(
        400,
        'POST /api/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{',
      );
      await expect.poll(openClients, { timeout: 60_000 }).toBe(0);
    });
    expect(costs.failed).toBe(0);
    expect(server.log).toContain('connections refused');
    expect(costs.logLines).toBeLessThan(20);
  });
});

describe('one address', () => {
  beforeAll(async () => {
    server = await AttackedServer.start();
  });

  afterAll(() => server.stop());

  test.each<[string, (port: number) => string | Buffer]>([
    [
      'headers that never end',
      () => `GET / HTTP/1.1\r\nHost: x\r\n${'X-Long: 0123456789\r\n'.repeat(400)}`,
    ],
    ['headers larger than allowed', () => `GET / HTTP/1.1\r\nHost: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['upgrades of other paths', (port) => upgradeRequest(port).replace('/socket.io/', '/other/')],
    [
      'polling instead of a WebSocket',
      () => 'GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(60),
    ],
    [
      'expectations that nobody knows',
      () => 'GET / HTTP/1.1\r\nHost: x\r\nExpect: the-unexpected\r\n\r\n'.repeat(60),
    ],
    ['bytes that are no request', () => Buffer.alloc(4_000, 0xff)],
    [
      'frames before the handshake',
      (port) =>
        Buffer.concat([
          Buffer.from(upgradeRequest(port)),
          ...Array(500).fill(textFrame('42["x"]')),
        ]),
    ],
    [
      'a megabyte in pieces of one byte before the handshake',
      (port) =>
        Buffer.concat([
          Buffer.from(upgradeRequest(port)),
          frame(0x1, 'x', 0),
          ...Array(20_000).fill(frame(0x0, 'x', 0)),
        ]),
    ],
  ])('with %s costs others nothing', async (_, bytes) => {
    const costs = await costsOf(server, async () => {
      await open(150, bytes(server.port));
      await expect.poll(openClients, { timeout: 60_000 }).toBe(0);
    });
    expect(costs.failed).toBe(0);
    expect(costs.residentBytes).toBeLessThan(100 * megabyte);
    expect(costs.logLines).toBeLessThan(20);
    expect(costs.waits.usual).toBeLessThan(20 * costs.waits.before + 3_000);
  });
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AttackedServer } from './attacked-server.ts';
import { costsOf } from './costs.ts';
import { Crowd, frame, textFrame, upgradeRequest } from './raw-client.ts';

const megabyte = 1024 * 1024;

const crowd = new Crowd();
let server: AttackedServer;

beforeAll(async () => {
  server = await AttackedServer.start();
});

afterEach(() => crowd.leave());

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
    'unknown Expect headers',
    () => 'GET / HTTP/1.1\r\nHost: x\r\nExpect: the-unexpected\r\n\r\n'.repeat(60),
  ],
  ['bytes that are not HTTP', () => Buffer.alloc(4_000, 0xff)],
  [
    'frames before the handshake',
    (port) =>
      Buffer.concat([Buffer.from(upgradeRequest(port)), ...Array(500).fill(textFrame('42["x"]'))]),
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
])('many sockets with %s do not slow others down', async (_, bytes) => {
  const costs = await costsOf(server, async () => {
    await crowd.open(server.port, 150, bytes(server.port));
    await expect
      .poll(() => crowd.stillOpen, { message: 'sockets still open', timeout: 60_000 })
      .toBe(0);
  });
  expect(costs.failed).toBe(0);
  expect(costs.residentBytes).toBeLessThan(100 * megabyte);
  expect(costs.logLines).toBeLessThan(20);
  expect(costs.waits.usual).toBeLessThan(20 * costs.waits.before + 3_000);
});

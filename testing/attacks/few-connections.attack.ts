import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AttackedServer } from './attacked-server.ts';
import { costsOf } from './costs.ts';
import { Crowd, upgradeRequest } from './raw-client.ts';

const crowd = new Crowd();
let server: AttackedServer;

beforeAll(async () => {
  const env = { TATAP_LIMIT_CONNECTIONS_PER_ADDRESS: '100' };
  server = await AttackedServer.start({ env, descriptors: 256 });
});

afterEach(() => crowd.leave());

afterAll(() => server.stop());

test('sockets without a session are limited per address and closed in the end', async () => {
  const costs = await costsOf(server, async () => {
    await crowd.open(server.port, 400, upgradeRequest(server.port));
    await expect
      .poll(() => crowd.stillOpen, { message: 'sockets still open', timeout: 30_000 })
      .toBeLessThanOrEqual(100);
    // The sockets do not answer close frames, and the server must not wait for that.
    await expect
      .poll(() => crowd.stillOpen, { message: 'sockets still open', timeout: 30_000 })
      .toBe(0);
  });
  expect(costs.failed).toBe(0);
  expect(costs.descriptors).toBeLessThan(150);
  expect(costs.logLines).toBeLessThan(20);
});

test('requests with slow bodies leave room for others and time out', async () => {
  const costs = await costsOf(server, async () => {
    await crowd.open(
      server.port,
      400,
      'POST /api/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{',
    );
    await expect
      .poll(() => crowd.stillOpen, { message: 'sockets still open', timeout: 60_000 })
      .toBe(0);
  });
  expect(costs.failed).toBe(0);
  expect(server.log).toContain('connections refused');
  expect(costs.logLines).toBeLessThan(20);
});

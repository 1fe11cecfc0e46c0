import { afterEach, beforeEach, expect, test } from 'vitest';
import { deviceNumber, testDevice } from '../signaling-server.ts';
import { AttackedServer } from './attacked-server.ts';
import { costsOf } from './costs.ts';
import { askFrom } from './requests.ts';

const attacker = '127.0.0.66';
const home = '127.0.0.3';

let server: AttackedServer;

beforeEach(async () => {
  server = await AttackedServer.start();
});

afterEach(() => server.stop());

const signIn = (from: string, id: string, password: string, device = testDevice()) =>
  askFrom(from, server.port, 'signIn', { id, password, device });

test('one address that guesses at every account locks no owner out', async () => {
  const owners = ['ana', 'budi', 'citra', 'dewi', 'eko'];
  for (const id of owners) await server.register(id);
  const guesses = owners.flatMap((id) => Array.from({ length: 20 }, () => id));
  const costs = await costsOf(server, async () => {
    await Promise.all(guesses.map((id) => signIn(attacker, id, 'a wrong guess')));
  });
  for (const id of owners) {
    expect(await signIn(home, id, 'correct horse'), id).toMatchObject({ status: 200 });
  }
  expect(costs.failed).toBe(0);
  expect(costs.logLines).toBeLessThan(50);
});

test('one account that signs in again and again keeps nobody else from signing in', async () => {
  await server.register('mallory');
  await server.register('ana');
  const addresses = [1, 2, 3, 4, 5, 6].map((n) => `127.0.1.${n}`);
  const costs = await costsOf(server, async () => {
    await Promise.all(
      addresses.map(async (from, n) => {
        const device = testDevice(deviceNumber(n + 2));
        const statuses: number[] = [];
        for (let count = 0; count < 40; count += 1) {
          statuses.push((await signIn(from, 'mallory', 'correct horse', device)).status);
        }
        // Three times as many as may fail within the time.
        expect(statuses.filter((status) => status === 200)).toHaveLength(30);
      }),
    );
  });
  expect(await signIn(home, 'ana', 'correct horse')).toMatchObject({ status: 200 });
  expect(costs.failed).toBe(0);
  expect(costs.logLines).toBeLessThan(100);
});

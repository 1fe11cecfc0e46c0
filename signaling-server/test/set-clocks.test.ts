import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { LivePeople } from '../../testing/server/live-device.ts';
import { startTestServer, type TestServer, testDevice } from '../../testing/signaling-server.ts';

const hourMs = 3_600_000;
const jumpsMs = [-24, -1, 1, 24].map((hours) => hours * hourMs);

let server: TestServer;
let people: LivePeople;

/** Sets the time of day for our code and every library. Timers keep running. */
function setClock(byMs: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + byMs });
}

const signIn = (id: string, password: string) =>
  server.ask('signIn', { body: { id, password, device: testDevice() } });

afterEach(async () => {
  people.close();
  await server.close();
  vi.useRealTimers();
});

describe.each(jumpsMs)('the clock of the machine is set by %i ms', (jumpMs) => {
  beforeEach(async () => {
    server = await startTestServer({ signInsPerAccount: 3 });
    people = new LivePeople(server);
  });

  test('an account that is blocked for sign-in stays blocked for the same time', async () => {
    await server.register('sari');
    for (let n = 0; n < 3; n += 1) await signIn('sari', 'a wrong one');
    const wait = async (): Promise<number> => {
      const { ack } = await signIn('sari', 'correct horse');
      return ack.ok ? 0 : (ack.retryAfterMs ?? 0);
    };
    const before = await wait();
    setClock(jumpMs);
    const after = await wait();
    expect(after).toBeGreaterThan(0);
    expect(before - after).toBeGreaterThanOrEqual(0);
    expect(before - after).toBeLessThan(5 * 60_000);
  });

  test('an account that is not blocked stays so', async () => {
    await server.register('sari');
    await signIn('sari', 'a wrong one');
    setClock(jumpMs);
    expect(await signIn('sari', 'correct horse')).toMatchObject({ status: 200 });
  });

  test('a limit of requests keeps counting', async () => {
    await server.close();
    server = await startTestServer({ requestsPerAddress: 2 });
    const refusals = async (): Promise<number> => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => server.ask('serverInfo')));
      return answers.filter(({ status }) => status === 429).length;
    };
    // The burst is the requests of five seconds.
    expect(await refusals()).toBe(10);
    setClock(jumpMs);
    expect(await refusals()).toBeGreaterThan(10);
  });

  test('a lost device resumes its socket', async () => {
    await server.close();
    const clock = new VirtualClock();
    server = await startTestServer({}, { clock });
    people = new LivePeople(server);
    const [ana, budi] = [await people.device('ana'), await people.device('budi')];
    await people.befriend(ana, budi);
    const { pending } = clock;
    await ana.drop();
    await expect
      .poll(() => clock.pending, { message: 'timers after the loss' })
      .toBeGreaterThan(pending);
    setClock(jumpMs);
    clock.jumpWall(jumpMs);
    const from = ana.heard.length;
    await ana.connect();
    expect(ana.socket.recovered).toBe(true);
    expect(ana.heard.slice(from).map(({ name }) => name)).toContain('registered');
  });
});

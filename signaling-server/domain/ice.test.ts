import { createHmac, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { createIceServers } from './ice.ts';

const clock = { wall: () => 1_700_000_000_500 };
const stunUrls = ['stun:stun.test:3478'];
const turnUrls = ['turn:turn.test:3478?transport=udp', 'turns:turn.test:5349'];

test('without TURN, devices get STUN servers, which do not expire', () => {
  const of = createIceServers({ stunUrls, turnUrls: [], turnSecret: null, turnTtlS: 60 }, clock);
  expect(of({ account: 'ana', device: randomUUID() })).toEqual({
    iceServers: [{ urls: stunUrls }],
    expiresAt: null,
  });
});

test('TURN credentials are those that coturn computes from the shared secret', () => {
  const of = createIceServers({ stunUrls, turnUrls, turnSecret: 'secret', turnTtlS: 3600 }, clock);
  const device = randomUUID();
  const { iceServers, expiresAt } = of({ account: 'ana', device });
  const turn = iceServers[1];
  expect(expiresAt).toBe(1_700_003_600_000);
  expect(turn?.urls).toEqual(turnUrls);
  const [expiry, name] = turn?.username?.split(':') ?? [];
  expect(Number(expiry)).toBe(1_700_003_600);
  expect(name).toMatch(/^[\w-]{22}$/);
  expect(turn?.credential).toBe(
    createHmac('sha1', 'secret')
      .update(turn?.username ?? '')
      .digest('base64'),
  );
  expect(of({ account: 'ana', device: randomUUID() }).iceServers[1]?.username).not.toBe(
    turn?.username,
  );
});

test.each([-24, -1, 1, 24])('TURN credentials follow a clock that is set by %i h', (hours) => {
  const machine = new VirtualClock();
  const config = { stunUrls, turnUrls, turnSecret: 'secret', turnTtlS: 3600 };
  const of = createIceServers(config, machine);
  const address = { account: 'ana', device: randomUUID() };
  of(address);
  // coturn compares the expiry with the time of day.
  machine.jumpWall(hours * 3_600_000);
  const { iceServers, expiresAt } = of(address);
  expect(expiresAt).toBe(machine.wall() + 3_600_000);
  expect(iceServers[1]?.username).toMatch(`${machine.wall() / 1000 + 3600}:`);
});

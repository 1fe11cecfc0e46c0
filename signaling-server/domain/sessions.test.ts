import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { openBlockingSqlite } from '../storage/sqlite/blocking.ts';
import { Authenticator } from './authenticator.ts';
import type { ConnectedDevices, Storage } from './ports.ts';
import { Sessions } from './sessions.ts';
import { hashToken } from './tokens.ts';

const hourMs = 3_600_000;
const ttlMs = 30 * 24 * hourMs;

const device = (n: number) => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  name: `Device ${n}`,
  platform: 'linux' as const,
});

/** Connected devices that do what they are told, and write it down. */
function fakeDevices() {
  const connected = new Set<string>();
  const ended: string[] = [];
  const devices: ConnectedDevices = {
    isConnected: async (_account, id) => connected.has(id),
    end: async (account, id, reason) => {
      connected.delete(id);
      ended.push(`${account} ${id} ${reason}`);
    },
    invitationUsed: () => {},
    accountChanged: async () => {},
    accountDeleted: async () => {},
  };
  return { devices, connected, ended };
}

let clock: VirtualClock;
let storage: Storage;
let authenticator: Authenticator;
let fakes: ReturnType<typeof fakeDevices>;
let sessions: Sessions;
let reported: string[];

beforeEach(async () => {
  clock = new VirtualClock();
  storage = openBlockingSqlite(':memory:');
  fakes = fakeDevices();
  reported = [];
  const report = (_error: unknown, what: string) => void reported.push(what);
  authenticator = new Authenticator({ store: storage.sessions, clock, ttlMs, report });
  sessions = new Sessions({
    store: storage.sessions,
    authenticator,
    devices: fakes.devices,
    clock,
    policy: { ttlMs, perAccount: 3, sweepEveryMs: hourMs },
  });
  await storage.accounts.create({
    id: 'sari',
    displayName: 'Sari',
    passwordHash: '',
    createdAt: clock.now(),
    invitation: null,
  });
});

afterEach(() => storage.close());

async function open(n: number) {
  const opened = await sessions.open('sari', device(n), '');
  if (opened === null) throw new Error('the password is another');
  return opened;
}

describe('a token', () => {
  test('opens its account from its own device only', async () => {
    const { token } = await open(1);
    expect(await authenticator.authenticate(token)).toMatchObject({ account: 'sari' });
    expect(await authenticator.authenticate(token, device(1).id)).not.toBeNull();
    expect(await authenticator.authenticate(token, device(2).id)).toBeNull();
    expect(await authenticator.authenticate(`${token}x`)).toBeNull();
    expect(await authenticator.authenticate('x'.repeat(1_000_000))).toBeNull();
  });

  test('ends when it was not used for its whole time', async () => {
    const { token, expiresAt } = await open(1);
    clock.advance(ttlMs - 1);
    expect(expiresAt).toBe(clock.now() + 1);
    const untouched = await storage.sessions.list('sari');
    clock.advance(1);
    expect(untouched[0]?.expiresAt).toBe(clock.now());
    expect(await authenticator.authenticate(token)).toBeNull();
  });

  test('lives on while it is used, and is written at most once an hour', async () => {
    const { token } = await open(1);
    const opened = clock.now();
    clock.advance(hourMs - 1);
    await authenticator.authenticate(token);
    expect(await storage.sessions.list('sari')).toMatchObject([{ lastSeenAt: opened }]);
    clock.advance(1);
    const session = await authenticator.authenticate(token);
    expect(await storage.sessions.list('sari')).toEqual([session]);
    expect(session).toMatchObject({ lastSeenAt: clock.now(), expiresAt: clock.now() + ttlMs });
  });

  test('opens its account also where its use cannot be noted', async () => {
    const { token } = await open(1);
    clock.advance(2 * hourMs);
    storage.sessions.touch = () => Promise.reject(new Error('no room'));
    expect(await authenticator.authenticate(token)).toMatchObject({ account: 'sari' });
    await expect.poll(() => reported).toEqual(['note that a session is in use']);
  });

  test('is let in before its use is noted', async () => {
    const { token } = await open(1);
    clock.advance(2 * hourMs);
    const written = Promise.withResolvers<void>();
    storage.sessions.touch = () => written.promise;
    expect(await authenticator.authenticate(token)).toMatchObject({ account: 'sari' });
    written.resolve();
  });

  test('is replaced by the next of the same device, and its socket is told', async () => {
    const { token: old } = await open(1);
    fakes.connected.add(device(1).id);
    await open(1);
    expect(await authenticator.authenticate(old)).toBeNull();
    expect(fakes.ended).toEqual([`sari ${device(1).id} replaced`]);
  });
});

describe('the list', () => {
  test('says who asks, who is connected, and leaves out what has ended', async () => {
    await open(1);
    clock.advance(ttlMs);
    const { token } = await open(2);
    await open(3);
    clock.advance(5);
    fakes.connected.add(device(3).id);
    const current = await authenticator.authenticate(token);
    if (current === null) throw new Error('signed in a moment ago');
    expect(await sessions.list(current)).toMatchObject([
      { device: device(2), current: true, connected: false, lastSeenAt: clock.now() - 5 },
      { device: device(3), current: false, connected: true, lastSeenAt: clock.now() },
    ]);
  });

  test('has room for so many; the one seen longest ago gives way', async () => {
    for (const n of [1, 2, 3, 4]) {
      await open(n);
      clock.advance(1);
    }
    const left = await storage.sessions.list('sari');
    expect(left.map((session) => session.device.id)).toEqual([4, 3, 2].map((n) => device(n).id));
    expect(fakes.ended).toEqual([`sari ${device(1).id} revoked`]);
  });
});

describe('the sweep', () => {
  test('removes what has ended and prolongs what is connected', async () => {
    await open(1);
    const { token } = await open(2);
    fakes.connected.add(device(2).id);
    clock.advance(ttlMs - hourMs);
    expect(await sessions.sweep()).toBe(0);
    clock.advance(2 * hourMs);
    expect(await sessions.sweep()).toBe(1);
    expect(await authenticator.authenticate(token)).not.toBeNull();
  });
});

test('a device that is seen while the clock is behind keeps the end that its session had', async () => {
  const token = 'x'.repeat(43);
  const now = clock.now();
  await storage.sessions.open(
    { account: 'sari', device: device(1), createdAt: now, lastSeenAt: now, expiresAt: now + ttlMs },
    hashToken(token),
  );
  const behind = new Authenticator({
    store: storage.sessions,
    clock: new VirtualClock(now - 365 * 24 * hourMs),
    ttlMs,
    report: () => {},
  });
  await behind.seen('sari', device(1).id);
  const session = await authenticator.authenticate(token, device(1).id);
  expect(session?.expiresAt).toBeGreaterThanOrEqual(now + ttlMs);
});

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

/** Connected devices that record what they are asked to do. */
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
  if (opened === null) throw new Error('wrong password hash');
  return opened;
}

describe('a token', () => {
  test('works for its own device only', async () => {
    const { token } = await open(1);
    expect(await authenticator.authenticate(token)).toMatchObject({ account: 'sari' });
    expect(await authenticator.authenticate(token, device(1).id)).not.toBeNull();
    expect(await authenticator.authenticate(token, device(2).id)).toBeNull();
    expect(await authenticator.authenticate(`${token}x`)).toBeNull();
    expect(await authenticator.authenticate('x'.repeat(1_000_000))).toBeNull();
  });

  test('expires when it is not used', async () => {
    const { token, expiresAt } = await open(1);
    clock.advance(ttlMs - 1);
    expect(expiresAt).toBe(clock.now() + 1);
    const untouched = await storage.sessions.list('sari');
    clock.advance(1);
    expect(untouched[0]?.expiresAt).toBe(clock.now());
    expect(await authenticator.authenticate(token)).toBeNull();
  });

  test('does not expire while it is used, and its use is written at most once an hour', async () => {
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

  test('works even if its use cannot be written', async () => {
    const { token } = await open(1);
    clock.advance(2 * hourMs);
    storage.sessions.touch = () => Promise.reject(new Error('no room'));
    expect(await authenticator.authenticate(token)).toMatchObject({ account: 'sari' });
    await expect.poll(() => reported).toEqual(['the use of a session could not be written']);
  });

  test('is accepted before its use is written', async () => {
    const { token } = await open(1);
    clock.advance(2 * hourMs);
    const written = Promise.withResolvers<void>();
    storage.sessions.touch = () => written.promise;
    expect(await authenticator.authenticate(token)).toMatchObject({ account: 'sari' });
    written.resolve();
  });

  test('is replaced by the next token of the same device, whose old socket gets the reason', async () => {
    const { token: old } = await open(1);
    fakes.connected.add(device(1).id);
    await open(1);
    expect(await authenticator.authenticate(old)).toBeNull();
    expect(fakes.ended).toEqual([`sari ${device(1).id} replaced`]);
  });
});

describe('the list', () => {
  test('marks the current and the connected devices, and leaves out expired sessions', async () => {
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

  test('is limited; the device that was used longest ago is signed out', async () => {
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
  test('removes expired sessions and extends those of connected devices', async () => {
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

test('a session does not end earlier when the device is seen while the clock is behind', async () => {
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

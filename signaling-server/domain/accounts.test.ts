import type { Account } from '@tatap/protocol/signaling';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { openSqliteStorage } from '../storage/sqlite/index.ts';
import { Accounts, type Registration } from './accounts.ts';
import { Authenticator } from './authenticator.ts';
import { PasswordCheck } from './password-check.ts';
import { Passwords } from './passwords.ts';
import type { ConnectedDevices, SessionRecord, Storage } from './ports.ts';
import { Sessions } from './sessions.ts';
import type { Tries } from './tries.ts';

const cheap = { memoryKiB: 8, passes: 1, parallelism: 1 };
const ttlMs = 1_000_000;

/** Counts what is verified and lets a test step in while it happens. */
class WatchedPasswords extends Passwords {
  readonly verified: string[] = [];
  meanwhile: () => Promise<void> = async () => {};

  override async verify(password: string, kept: string | null): Promise<boolean> {
    this.verified.push(password);
    const right = await super.verify(password, kept);
    const step = this.meanwhile;
    this.meanwhile = async () => {};
    await step();
    return right;
  }
}

/** Allows so many tries of a key, for ever. */
function countedTries(limit: number): Tries & { readonly counts: Map<string, number> } {
  const counts = new Map<string, number>();
  const add = (key: string, by: number) => {
    const count = (counts.get(key) ?? 0) + by;
    counts.set(key, count);
    return count;
  };
  return {
    counts,
    take: async (key) => (add(key, 1) > limit ? 60_000 : 0),
    forgive: async (key) => void counts.delete(key),
    giveBack: async (key) => void add(key, -1),
  };
}

const device = (n: number) => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  name: `Device ${n}`,
  platform: 'linux' as const,
});

const home = '192.0.2.7';
let clock: VirtualClock;
let storage: Storage;
let passwords: WatchedPasswords;
let told: unknown[];
let byAccount: ReturnType<typeof countedTries>;
let byNetwork: ReturnType<typeof countedTries>;

function accountsWith(registration: Registration = 'open', passwordsUsed: Passwords = passwords) {
  const devices: ConnectedDevices = {
    isConnected: () => false,
    end: (account, id, reason) => void told.push([account, id, reason]),
    accountChanged: async (account: Account) => void told.push(['changed', account.displayName]),
    accountDeleted: async (account, contacts) => void told.push(['deleted', account, contacts]),
  };
  const authenticator = new Authenticator({ store: storage.sessions, clock, ttlMs });
  return new Accounts({
    storage,
    sessions: new Sessions({
      store: storage.sessions,
      authenticator,
      devices,
      clock,
      policy: { ttlMs, perAccount: 10, sweepEveryMs: 1000 },
    }),
    passwords: passwordsUsed,
    passwordCheck: new PasswordCheck({
      store: storage.accounts,
      passwords: passwordsUsed,
      byAccount,
      byNetwork,
    }),
    devices,
    clock,
    registration,
    creations: countedTries(5),
  });
}

const person = (id: string, extra: { invitation?: string } = {}) => ({
  id,
  displayName: id,
  password: 'correct horse',
  device: device(1),
  ...extra,
});

async function sessionOf(id: string): Promise<SessionRecord> {
  const [session] = await storage.sessions.list(id);
  if (session === undefined) throw new Error(`${id} is signed in nowhere`);
  return session;
}

beforeEach(() => {
  clock = new VirtualClock();
  storage = openSqliteStorage(':memory:');
  passwords = new WatchedPasswords(cheap);
  told = [];
  byAccount = countedTries(3);
  byNetwork = countedTries(6);
});

afterEach(() => storage.close());

describe('registration', () => {
  test('open: anybody gets an account and is signed in', async () => {
    expect(await accountsWith().create(person('sari'), home)).toMatchObject({
      ok: true,
      token: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: clock.now() + ttlMs,
      account: { id: 'sari', whoMayCall: 'everyone', presence: 'online' },
    });
  });

  test('a taken ID is refused, and the account there stays as it is', async () => {
    const accounts = accountsWith();
    await accounts.create(person('sari'), home);
    const again = { ...person('sari'), password: 'battery staple' };
    expect(await accounts.create(again, home)).toEqual({ ok: false, code: 'id-taken' });
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
  });

  test('closed: nobody', async () => {
    expect(await accountsWith('closed').create(person('sari'), home)).toEqual({
      ok: false,
      code: 'registration-closed',
    });
  });

  test('by invitation: once each, however it is typed', async () => {
    await storage.invitations.create('ABCD-1234-EFGH-5678', 0, clock.now() + 1000);
    const accounts = accountsWith('invitation');
    const refused = { ok: false, code: 'invitation-required' };
    expect(await accounts.create(person('sari'), home)).toEqual(refused);
    expect(await accounts.create(person('sari', { invitation: 'WRONG' }), home)).toEqual(refused);
    const invitation = 'abcd 1234 efgh 5678';
    expect(await accounts.create(person('sari', { invitation }), home)).toMatchObject({ ok: true });
    expect(await accounts.create(person('budi', { invitation }), home)).toEqual(refused);
  });

  test('by invitation: without one nobody learns which IDs there are', async () => {
    await accountsWith().create(person('sari'), home);
    expect(
      await accountsWith('invitation').create(person('sari', { invitation: 'WRONG' }), home),
    ).toEqual({ ok: false, code: 'invitation-required' });
  });

  test('is limited by network', async () => {
    const accounts = accountsWith();
    for (let n = 0; n < 5; n++) await accounts.create(person(`person-${n}`), home);
    expect(await accounts.create(person('person-5'), home)).toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 60_000,
    });
    expect(await accounts.create(person('person-5'), '192.0.2.8')).toMatchObject({ ok: true });
  });
});

describe('sign-in', () => {
  const wrong = { ...person('sari'), password: 'battery staple' };
  const unknown = { ...person('nobody'), password: 'battery staple' };

  test('an unknown ID gets the answer of a wrong password, after the same work', async () => {
    const accounts = accountsWith();
    await accounts.create(person('sari'), home);
    const answers = [await accounts.signIn(wrong, home), await accounts.signIn(unknown, home)];
    expect(answers[0]).toEqual({ ok: false, code: 'wrong-credentials' });
    expect(answers[1]).toEqual(answers[0]);
    expect(passwords.verified).toEqual(['battery staple', 'battery staple']);
  });

  test.each([
    ['a wrong password', wrong],
    ['an unknown ID', unknown],
  ])(
    '%s is limited by account, also from elsewhere and then for the right one',
    async (_, body) => {
      const accounts = accountsWith();
      await accounts.create(person('sari'), home);
      for (let n = 0; n < 3; n++) await accounts.signIn(body, `192.0.2.${n}`);
      passwords.verified.length = 0;
      const right = { ...body, password: 'correct horse' };
      expect(await accounts.signIn(right, '192.0.2.9')).toEqual({
        ok: false,
        code: 'rate-limited',
        retryAfterMs: 60_000,
      });
      expect(passwords.verified).toEqual([]);
    },
  );

  test('is limited by network over all accounts', async () => {
    const accounts = accountsWith();
    for (let n = 0; n < 6; n++) await accounts.signIn(person(`person-${n}`), home);
    expect(await accounts.signIn(person('person-6'), home)).toMatchObject({ code: 'rate-limited' });
  });

  test('that succeeds is not counted', async () => {
    const accounts = accountsWith();
    await accounts.create(person('sari'), home);
    for (let n = 0; n < 10; n++) {
      expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
    }
    expect([...byAccount.counts]).toEqual([]);
    expect([...byNetwork.counts]).toEqual([[home, 0]]);
  });

  test('with parameters that rose hashes anew, and the password stays the same', async () => {
    await accountsWith().create(person('sari'), home);
    const before = await storage.accounts.passwordHash('sari');
    const accounts = accountsWith('open', new Passwords({ ...cheap, passes: 2 }));
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
    const after = await storage.accounts.passwordHash('sari');
    expect(after).toContain('t=2');
    expect(after).not.toBe(before);
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
    expect(await storage.accounts.passwordHash('sari')).toBe(after);
  });

  test('with a password that is changed while it is checked opens nothing', async () => {
    const accounts = accountsWith();
    await accounts.create(person('sari'), home);
    passwords.meanwhile = async () => {
      const from = (await storage.accounts.passwordHash('sari')) ?? '';
      await storage.accounts.replacePasswordHash('sari', from, await passwords.hash('another one'));
    };
    expect(await accounts.signIn(person('sari'), home)).toEqual({
      ok: false,
      code: 'wrong-credentials',
    });
  });

  test('to an account that is deleted while it is checked opens nothing', async () => {
    const accounts = accountsWith();
    await accounts.create(person('sari'), home);
    passwords.meanwhile = async () => void (await storage.accounts.delete('sari'));
    expect(await accounts.signIn(person('sari'), home)).toEqual({
      ok: false,
      code: 'wrong-credentials',
    });
  });
});

describe('a signed-in account', () => {
  let accounts: Accounts;

  beforeEach(async () => {
    accounts = accountsWith();
    await accounts.create(person('sari'), home);
    await accounts.create(person('budi'), home);
    await storage.contacts.write(
      [
        { owner: 'sari', other: 'budi', relation: 'accepted' },
        { owner: 'budi', other: 'sari', relation: 'accepted' },
      ],
      1,
    );
  });

  test('changes its profile, and its devices and contacts are told', async () => {
    const change = { displayName: 'Sari Dewi', whoMayCall: 'contacts' } as const;
    expect(await accounts.update(await sessionOf('sari'), change)).toMatchObject({
      ok: true,
      account: change,
    });
    expect(told).toEqual([['changed', 'Sari Dewi']]);
  });

  test('changes its password; every other device is signed out', async () => {
    await accounts.signIn({ ...person('sari'), device: device(2) }, home);
    clock.advance(1);
    await accounts.signIn(person('sari'), home);
    const current = await sessionOf('sari');
    const change = { current: 'correct horse', next: 'battery staple' };
    expect(await accounts.changePassword(current, change, home)).toEqual({ ok: true });
    expect(told).toEqual([['sari', device(2).id, 'revoked']]);
    expect(await storage.sessions.list('sari')).toEqual([current]);
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: false });
    const next = { ...person('sari'), password: 'battery staple' };
    expect(await accounts.signIn(next, home)).toMatchObject({ ok: true });
  });

  test('does not change its password without the present one', async () => {
    const change = { current: 'a wrong one', next: 'battery staple' };
    const session = await sessionOf('sari');
    expect(await accounts.changePassword(session, change, home)).toEqual({
      ok: false,
      code: 'wrong-credentials',
    });
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
  });

  test('changes its password even while strangers try to sign in as it', async () => {
    for (let n = 0; n < 5; n++) {
      await accounts.signIn({ ...person('sari'), password: 'battery staple' }, '192.0.2.66');
    }
    const change = { current: 'correct horse', next: 'battery staple' };
    expect(await accounts.changePassword(await sessionOf('sari'), change, home)).toEqual({
      ok: true,
    });
  });

  test('takes everything with it that the server holds', async () => {
    const from = { id: 'budi', displayName: 'budi', isContact: true };
    const callId = '00000000-0000-4000-8000-00000000000a';
    await storage.missedCalls.add('sari', { callId, from, media: 'video', at: 9 });
    await storage.contacts.annotate('sari', 'budi', { nickname: 'Mas Budi', favourite: true });
    expect(await accounts.export(await sessionOf('sari'))).toEqual({
      ok: true,
      exportedAt: clock.now(),
      account: await storage.accounts.find('sari'),
      sessions: [expect.objectContaining({ device: device(1), current: true })],
      contacts: [
        { id: 'budi', relation: 'accepted', favourite: true, nickname: 'Mas Budi', since: 1 },
      ],
      missedCalls: [{ from: 'budi', media: 'video', at: 9 }],
    });
  });

  test('is deleted with the password only; those who list it are told', async () => {
    const session = await sessionOf('sari');
    expect(await accounts.delete(session, 'a wrong one', home)).toMatchObject({
      code: 'wrong-credentials',
    });
    expect(await accounts.delete(session, 'correct horse', home)).toEqual({ ok: true });
    expect(told).toEqual([['deleted', 'sari', ['budi']]]);
    expect(await accounts.update(session, { displayName: 'Ghost' })).toMatchObject({
      code: 'unauthenticated',
    });
    expect(await accounts.export(session)).toMatchObject({ code: 'unauthenticated' });
  });
});

import type { Account } from '@tatap/protocol/signaling';
import { VirtualClock } from '../../testing/clock.ts';
import { openBlockingSqlite } from '../storage/sqlite/blocking.ts';
import { AccountRecovery } from './account-recovery.ts';
import { Accounts, type Registration } from './accounts.ts';
import { Authenticator } from './authenticator.ts';
import { PasswordCheck } from './password-check.ts';
import { PasswordLimits } from './password-limits.ts';
import { Passwords } from './passwords.ts';
import type { ConnectedDevices, SessionRecord } from './ports.ts';
import { Sessions } from './sessions.ts';
import type { Tries } from './tries.ts';

export const cheap = { memoryKiB: 8, passes: 1, parallelism: 1 };
export const ttlMs = 1_000_000;

/** Counts what is verified and lets a test step in while it happens. */
export class WatchedPasswords extends Passwords {
  readonly verified: string[] = [];
  meanwhile: () => Promise<void> = async () => {};

  override async verify(password: string, kept: string | null, network: string): Promise<boolean> {
    this.verified.push(password);
    const right = await super.verify(password, kept, network);
    const step = this.meanwhile;
    this.meanwhile = async () => {};
    await step();
    return right;
  }
}

/** Allows so many tries of a key, for ever. */
export function countedTries(limit: number): Tries & { readonly counts: Map<string, number> } {
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

export const device = (n: number) => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  name: `Device ${n}`,
  platform: 'linux' as const,
});

export const home = '192.0.2.7';

export const person = (id: string, extra: { invitation?: string } = {}) => ({
  id,
  displayName: id,
  password: 'correct horse',
  device: device(1),
  ...extra,
});

/** Accounts in a database in memory, and who is told of what. */
export function createAccountsWorld() {
  const clock = new VirtualClock();
  const storage = openBlockingSqlite(':memory:');
  const passwords = new WatchedPasswords(cheap);
  const told: unknown[] = [];
  const tries = {
    failuresByNetwork: countedTries(6),
    failuresByPair: countedTries(3),
    failuresByAccount: countedTries(5),
    successesByNetwork: countedTries(30),
    successesByPair: countedTries(12),
  };

  function create(registration: Registration, passwordsUsed: Passwords) {
    const devices: ConnectedDevices = {
      isConnected: async () => false,
      end: async (account, id, reason) => void told.push([account, id, reason]),
      invitationUsed: (account) => void told.push(['invited', account]),
      accountChanged: (account: Account, { renamed }) =>
        void told.push(['changed', account.displayName, renamed]),
      accountDeleted: async (account, contacts) => void told.push(['deleted', account, contacts]),
    };
    const authenticator = new Authenticator({
      store: storage.sessions,
      clock,
      ttlMs,
      report: () => {},
    });
    const sessions = new Sessions({
      store: storage.sessions,
      authenticator,
      devices,
      clock,
      policy: { ttlMs, perAccount: 10, sweepEveryMs: 1000 },
    });
    const limits = new PasswordLimits(tries);
    const passwordCheck = new PasswordCheck({
      store: storage.accounts,
      passwords: passwordsUsed,
      limits,
    });
    const shared = { storage, sessions, passwords: passwordsUsed, passwordCheck, devices, clock };
    const recovery = new AccountRecovery({ ...shared, limits });
    const accounts = new Accounts({
      ...shared,
      recovery,
      registration,
      creations: countedTries(5),
      renames: countedTries(4),
    });
    return { accounts, recovery };
  }

  /** `Accounts` and `AccountRecovery` with the same limits. */
  function servicesWith(passwordsUsed: Passwords = passwords) {
    return create('open', passwordsUsed);
  }

  function accountsWith(registration: Registration = 'open', passwordsUsed: Passwords = passwords) {
    return create(registration, passwordsUsed).accounts;
  }

  async function sessionOf(id: string): Promise<SessionRecord> {
    const [session] = await storage.sessions.list(id);
    if (session === undefined) throw new Error(`${id} is signed in nowhere`);
    return session;
  }

  return { clock, storage, passwords, told, tries, accountsWith, servicesWith, sessionOf };
}

export type AccountsWorld = ReturnType<typeof createAccountsWorld>;

/** Sari's request on another device, after she has forgotten the password. */
export const recovering = (given: string, more = {}) => ({
  id: 'sari',
  recoveryCode: given,
  password: 'another horse',
  device: device(2),
  ...more,
});

/** A world where Sari has an account. `code` is the recovery code that came with it. */
export async function createRecoverableSari() {
  const world = createAccountsWorld();
  const services = world.servicesWith();
  const created = await services.accounts.create(person('sari'), home);
  if (!created.ok || created.recoveryCode === undefined) throw new Error('no code was made');
  return { world, services, code: created.recoveryCode };
}

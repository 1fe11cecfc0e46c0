import type { Account } from '@tatap/protocol/signaling';
import { VirtualClock } from '../../testing/clock.ts';
import { openBlockingSqlite } from '../storage/sqlite/blocking.ts';
import { AccountRecovery } from './account-recovery.ts';
import { Accounts, type Registration } from './accounts.ts';
import { Authenticator } from './authenticator.ts';
import { PasswordCheck } from './password-check.ts';
import { PasswordLimits } from './password-limits.ts';
import { Passwords } from './passwords.ts';
import type { AttemptLimit, ConnectedDevices, SessionRecord } from './ports.ts';
import { Sessions } from './sessions.ts';

export const cheap = { memoryKiB: 8, passes: 1, parallelism: 1 };
export const ttlMs = 1_000_000;

/** Records verified passwords. A test can run a step during a verification. */
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

/** Allows `limit` attempts per key. The window never ends. */
export function countedAttempts(
  limit: number,
): AttemptLimit & { readonly counts: Map<string, number> } {
  const counts = new Map<string, number>();
  const add = (key: string, by: number) => {
    const count = (counts.get(key) ?? 0) + by;
    counts.set(key, count);
    return count;
  };
  return {
    counts,
    take: async (key) => (add(key, 1) > limit ? 60_000 : 0),
    reset: async (key) => void counts.delete(key),
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

/** Accounts on an in-memory database. `told` records the events to devices. */
export function createAccountsWorld() {
  const clock = new VirtualClock();
  const storage = openBlockingSqlite(':memory:');
  const passwords = new WatchedPasswords(cheap);
  const told: unknown[] = [];
  const attempts = {
    failuresByNetwork: countedAttempts(6),
    failuresByPair: countedAttempts(3),
    failuresByAccount: countedAttempts(5),
    successesByNetwork: countedAttempts(30),
    successesByPair: countedAttempts(12),
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
    const limits = new PasswordLimits(attempts);
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
      creations: countedAttempts(5),
      renames: countedAttempts(4),
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
    if (session === undefined) throw new Error(`${id} has no session`);
    return session;
  }

  return { clock, storage, passwords, told, attempts, accountsWith, servicesWith, sessionOf };
}

export type AccountsWorld = ReturnType<typeof createAccountsWorld>;

/** Sari's recovery request from another device. */
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

import { AccountRecovery } from '../domain/account-recovery.ts';
import { Accounts } from '../domain/accounts.ts';
import type { Authenticator } from '../domain/authenticator.ts';
import { PasswordCheck } from '../domain/password-check.ts';
import { PasswordLimits } from '../domain/password-limits.ts';
import { Passwords } from '../domain/passwords.ts';
import type { Argon2Cost } from '../domain/phc.ts';
import type { Clock, ConnectedDevices, Storage } from '../domain/ports.ts';
import { Sessions } from '../domain/sessions.ts';
import { MemoryAttemptLimit } from '../state/memory-attempts.ts';
import type { ServerConfig } from './config.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Expired sessions grant no access. The sweep only frees space. */
const sweepEveryMs = hourMs;

/** Each change of a display name is an event to every contact, and people change names rarely. */
const renamesPerHour = 10;

export const sessionTtlMs = (config: ServerConfig): number => config.sessionTtlDays * dayMs;

interface Dependencies {
  readonly config: ServerConfig;
  readonly storage: Storage;
  readonly authenticator: Authenticator;
  readonly devices: ConnectedDevices;
  readonly clock: Clock;
  readonly passwordCost: Argon2Cost;
}

/** The domain services that answer HTTP requests. */
export function createAccountServices(dependencies: Dependencies): {
  accounts: Accounts;
  recovery: AccountRecovery;
  sessions: Sessions;
} {
  const { config, storage, authenticator, devices, clock, passwordCost } = dependencies;
  const passwords = new Passwords(passwordCost);
  const sessions = new Sessions({
    store: storage.sessions,
    authenticator,
    devices,
    clock,
    policy: {
      ttlMs: sessionTtlMs(config),
      perAccount: config.devicesPerAccount,
      sweepEveryMs,
    },
  });
  const limits = passwordLimits(config, clock);
  const passwordCheck = new PasswordCheck({ store: storage.accounts, passwords, limits });
  const shared = { storage, sessions, passwords, passwordCheck, devices, clock };
  const recovery = new AccountRecovery({ ...shared, limits });
  const accounts = new Accounts({
    ...shared,
    recovery,
    registration: config.registration,
    creations: new MemoryAttemptLimit(
      { attempts: config.accountsPerAddress, perMs: hourMs },
      clock,
    ),
    renames: new MemoryAttemptLimit({ attempts: renamesPerHour, perMs: hourMs }, clock),
  });
  return { accounts, recovery, sessions };
}

/**
 * All networks together have ten times the attempts of one network. Passwords have at least 8
 * characters, so guessing stays hopeless. Correct passwords have larger limits than wrong ones. They
 * are rare anyway, because a device signs in once.
 */
function passwordLimits(
  { signInsPerAccount, signInsPerAddress }: ServerConfig,
  clock: Clock,
): PasswordLimits {
  const within15Minutes = (attempts: number) =>
    new MemoryAttemptLimit({ attempts, perMs: 15 * minuteMs }, clock);
  return new PasswordLimits({
    failuresByNetwork: within15Minutes(signInsPerAddress),
    failuresByPair: within15Minutes(signInsPerAccount),
    failuresByAccount: within15Minutes(10 * signInsPerAccount),
    successesByNetwork: within15Minutes(6 * signInsPerAddress),
    successesByPair: within15Minutes(3 * signInsPerAccount),
  });
}

/**
 * Removes expired sessions, invitations and recovery codes now and every hour. Returns a function
 * that stops this.
 */
export function sweepRegularly(
  { storage, sessions, clock }: { storage: Storage; sessions: Sessions; clock: Clock },
  failed: (error: unknown) => void,
): () => void {
  let cancel = (): void => {};
  const sweep = (): void => {
    cancel = clock.after(sweepEveryMs, sweep);
    const now = clock.wall();
    const { invitations, recoveryCodes } = storage;
    const all = [sessions.sweep(), invitations.sweep(now), recoveryCodes.sweep(now)];
    Promise.all(all).catch(failed);
  };
  sweep();
  return () => cancel();
}

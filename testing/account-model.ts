import { type Signal, signal } from '@preact/signals-core';
import type { Account, DeviceSession } from '@tatap/protocol/signaling';
import type {
  AccountModel,
  FreshRecoveryCode,
  ServerInfo,
  SessionSnapshot,
} from '../renderer/account/model.ts';
import type { Result } from '../renderer/result.ts';
import type { Actions } from './recorded-actions.ts';

export const fakeAccount: Account = {
  id: 'sari',
  displayName: 'Sari Wulandari',
  whoMayCall: 'everyone',
  presence: 'online',
  createdAt: 1_760_000_000_000,
};

export const fakeRecoveryCode = '7K3M-Q2VX-9A4T-H6RZ-0C8W-JD5N-P1GY';

export const fakeServerUrl = 'https://tatap.example.org';

export const signedIn: SessionSnapshot = {
  phase: 'signed-in',
  serverUrl: fakeServerUrl,
  account: fakeAccount,
  connection: { state: 'online' },
};

/** What the account and its server are, to be set. */
export interface AccountSignals {
  readonly session: Signal<SessionSnapshot>;
  /** The recovery code to show; `null` after it was dismissed. */
  readonly freshCode: Signal<FreshRecoveryCode | null>;
  /** When the recovery code was created, in milliseconds since the epoch; `null`: none. */
  readonly recoveryCodeSince: Signal<number | null>;
  /** The signed-in devices and the server that `sessions` and `probe` tell of. */
  readonly sessions: Signal<readonly DeviceSession[]>;
  readonly server: Signal<ServerInfo>;
}

/** An `AccountModel` without a server: it shows what the signals say, and signs nobody in or out. */
export function createFakeAccount({
  record,
  act,
  done,
  finish,
}: Actions): AccountSignals & { readonly model: AccountModel } {
  const session = signal<SessionSnapshot>(signedIn);
  const freshCode = signal<FreshRecoveryCode | null>(null);
  const recoveryCodeSince = signal<number | null>(fakeAccount.createdAt);
  const sessions = signal<readonly DeviceSession[]>([]);
  const server = signal<ServerInfo>({ version: '0.1.0', registration: 'open' });
  const invitationLink = signal(`${fakeServerUrl}/add/sari`);

  async function keepCode(action: string, given: unknown): Promise<Result> {
    const result = await done(action, given);
    if (result.ok) freshCode.value = { code: fakeRecoveryCode, because: 'renewed' };
    return result;
  }

  const model: AccountModel = {
    session,
    invitationLink,
    probe: (serverUrl) => act('account.probe', [serverUrl], () => ({ info: server.value })),
    setServer: (serverUrl) => finish('account.setServer', serverUrl),
    createAccount: (form) => done('account.createAccount', form),
    signIn: (form) => done('account.signIn', form),
    recover: (form) => done('account.recover', form),
    freshCode,
    dismissFreshCode() {
      record('account.dismissFreshCode');
      freshCode.value = null;
    },
    recoveryCodeState: () =>
      act('account.recoveryCodeState', [], () => ({ since: recoveryCodeSince.value })),
    newRecoveryCode: (password) => keepCode('account.newRecoveryCode', password),
    signOut: () => finish('account.signOut'),
    update: (change) => done('account.update', change),
    setPresence: (presence) => done('account.setPresence', presence),
    changePassword: (form) => keepCode('account.changePassword', form),
    sessions: () => act('account.sessions', [], () => ({ sessions: sessions.value })),
    revoke: (deviceId) => done('account.revoke', deviceId),
    exportData: () => act('account.exportData', [], () => ({ json: '{}' })),
    deleteAccount: (password) => done('account.deleteAccount', password),
    reconnect: () => record('account.reconnect'),
    takeBack: () => record('account.takeBack'),
  };

  return { model, session, freshCode, recoveryCodeSince, sessions, server };
}

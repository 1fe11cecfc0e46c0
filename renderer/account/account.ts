import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { StoredSession } from '@tatap/protocol/ipc';
import {
  type Account,
  type AccountId,
  assertNever,
  type DeviceDescription,
  type EndpointBody,
  type EndpointName,
  type EndpointResult,
  protocolVersion,
  type SessionEndReason,
} from '@tatap/protocol/signaling';
import type { Logger } from '../log.ts';
import type { Result } from '../result.ts';
import { releaseAll } from '../scope.ts';
import type { AccountCache } from './account-cache.ts';
import type {
  AccountModel,
  Connection,
  FreshRecoveryCode,
  SessionSnapshot,
  SignedOutReason,
} from './model.ts';
import type { ConnectionState, HttpPort, SessionStore, SignalingConnection } from './ports.ts';

export interface AccountOptions {
  readonly http: HttpPort;
  readonly signaling: SignalingConnection;
  readonly store: SessionStore;
  readonly cache: AccountCache;
  readonly device: DeviceDescription;
  /** Whether the next start is the same device; if not, its session is not kept either. */
  readonly deviceIsKept: boolean;
  /** The server that the settings name, or the host's own. */
  readonly serverUrl: ReadonlySignal<string>;
  readonly log: Logger;
  /** Keeps the choice of a server; `null` is the host's own. */
  chooseServer(serverUrl: string | null): Promise<void>;
  /** Lets the page connect to a server that is not in use. Some hosts allow only the one in use. */
  admitServer(serverUrl: string): Promise<void>;
  /** Called while the session can still speak: what runs in it has to end. */
  onLeaving(account: AccountId, how: 'signed-out' | 'deleted'): void;
}

/** Who uses this device, if anybody. The connection is the signaling client's to say. */
type Identity =
  | { readonly phase: 'starting' }
  | { readonly phase: 'signed-out'; readonly because: SignedOutReason | null }
  | { readonly phase: 'signed-in'; readonly session: StoredSession; readonly account: Account };

type SignedIn = Identity & { phase: 'signed-in' };

export interface RunningAccount extends AccountModel {
  /** Reads the stored session and connects. */
  start(): Promise<void>;
  /** Disconnects: another page of this profile uses the session, which stays as it is. */
  suspend(): void;
  /** Stops listening. */
  dispose(): void;
}

/** Signs in and out, keeps the session, and says how it stands. */
export function createAccountModel(options: AccountOptions): RunningAccount {
  const { http, signaling, store, cache, device, log } = options;
  const identity = signal<Identity>({ phase: 'starting' });
  const freshCode = signal<FreshRecoveryCode | null>(null);
  /** A session that is not kept: it lasts as long as this page. */
  let unkept: StoredSession | null = null;
  /** Set by `suspend`: what was under way then opens nothing any more. */
  let suspended = new AbortController();

  const session = computed<SessionSnapshot>(() => {
    const now = identity.value;
    switch (now.phase) {
      case 'starting':
        return now;
      case 'signed-out':
        return { ...now, serverUrl: options.serverUrl.value };
      case 'signed-in': {
        const { account, session } = now;
        const connection = connectionOf(signaling.state.value);
        return { phase: 'signed-in', serverUrl: session.serverUrl, account, connection };
      }
      default:
        return assertNever(now);
    }
  });

  function enter(next: Identity): void {
    if (next.phase !== identity.peek().phase) log.info('session', { phase: next.phase });
    identity.value = next;
  }

  function setAccount(account: Account): void {
    const now = identity.peek();
    if (now.phase !== 'signed-in' || account.id !== now.session.accountId) return;
    cache.keep(account);
    enter({ ...now, account });
  }

  function openSession(session: StoredSession, account: Account): void {
    enter({ phase: 'signed-in', session, account });
    const { serverUrl, token } = session;
    signaling.open({ serverUrl, token, deviceId: device.id });
  }

  async function forget(
    because: SessionEndReason | null,
    how: 'signed-out' | 'deleted' = because === 'deleted' ? 'deleted' : 'signed-out',
  ): Promise<void> {
    const now = identity.peek();
    if (now.phase !== 'signed-in') return;
    options.onLeaving(now.account.id, how);
    signaling.close();
    cache.forget(now.account.id);
    unkept = null;
    freshCode.value = null;
    enter({ phase: 'signed-out', because });
    await store.write(null);
  }

  /** Asks as the signed-in account; a session that the server does not know any more ends. */
  async function asAccount<N extends EndpointName>(
    name: N,
    body: EndpointBody<N>,
    deviceId?: string,
  ): Promise<Result<EndpointResult<N>>> {
    const now = identity.peek();
    if (now.phase !== 'signed-in') return { ok: false, code: 'unauthenticated' };
    const { serverUrl, token } = now.session;
    const target = { serverUrl, token, ...(deviceId === undefined ? {} : { device: deviceId }) };
    const answer = await http.request(name, target, body);
    if (!answer.ok && answer.code === 'unauthenticated' && isCurrent(now)) await forget('expired');
    return answer;
  }

  function isCurrent(then: SignedIn): boolean {
    const now = identity.peek();
    return now.phase === 'signed-in' && now.session.token === then.session.token;
  }

  /** Keeps the code of the answer, which the server gives only once, until a person has seen it. */
  async function keepCode(
    asked: Promise<Result<{ recoveryCode?: string | undefined }>>,
  ): Promise<Result> {
    const then = identity.peek();
    const answer = await asked;
    if (!answer.ok) return answer;
    const { recoveryCode } = answer;
    if (recoveryCode !== undefined && then.phase === 'signed-in' && isCurrent(then)) {
      freshCode.value = { code: recoveryCode, because: 'renewed' };
    }
    return { ok: true };
  }

  /** Starts a session from the answer to signing in, creating an account or recovering one. */
  async function begin(
    serverUrl: string,
    asked: Promise<Result<{ token: string; account: Account; recoveryCode?: string | undefined }>>,
    because: FreshRecoveryCode['because'] = 'created',
  ): Promise<Result> {
    const { signal: leaving } = suspended;
    const answer = await asked;
    if (!answer.ok) return answer;
    const { token, account, recoveryCode } = answer;
    const session = { serverUrl, accountId: account.id, token, deviceId: device.id };
    cache.keep(account);
    if (options.deviceIsKept) await store.write(session);
    else unkept = session;
    if (leaving.aborted) return { ok: true };
    freshCode.value = recoveryCode === undefined ? null : { code: recoveryCode, because };
    openSession(session, account);
    return { ok: true };
  }

  async function start(): Promise<void> {
    const { signal: leaving } = suspended;
    const kept = await store.read();
    if (leaving.aborted) return;
    const session = unkept ?? kept.session;
    if (session === null) enter({ phase: 'signed-out', because: kept.because });
    else if (isOfThisDevice(session)) openSession(session, cache.recall(session.accountId));
    else if (options.deviceIsKept) await leaveLostDevice(session);
    else enter({ phase: 'signed-out', because: 'storage-unavailable' });
  }

  function isOfThisDevice(session: StoredSession): boolean {
    return session.deviceId === undefined || session.deviceId === device.id;
  }

  /** The key of the session's device was deleted, and with it all that the session is good for. */
  async function leaveLostDevice({ serverUrl, accountId, token }: StoredSession): Promise<void> {
    log.warn('key lost');
    cache.forget(accountId);
    enter({ phase: 'signed-out', because: 'key-lost' });
    await store.write(null);
    // So that it does not stay in the list of devices; out of reach, the server lets it run out.
    void http.request('signOut', { serverUrl, token }, {});
  }

  function suspend(): void {
    suspended.abort();
    suspended = new AbortController();
    signaling.leave();
    freshCode.value = null;
    enter({ phase: 'starting' });
  }

  async function signOut(): Promise<void> {
    const now = identity.peek();
    if (now.phase !== 'signed-in') return;
    const { serverUrl, token } = now.session;
    const forgotten = forget(null);
    // The token is deleted here either way; on an unreachable server it expires. The request goes
    // out before another server can be chosen, because the host may then allow only that one.
    void http.request('signOut', { serverUrl, token }, {});
    await forgotten;
  }

  const stops = [
    signaling.on('registered', ({ account }) => setAccount(account)),
    signaling.on('account.changed', ({ account }) => setAccount(account)),
    signaling.state.subscribe((state) => {
      if (state.state === 'ended' && state.reason !== 'replaced') void forget(state.reason);
    }),
  ];

  return {
    session,
    start,
    suspend,
    dispose: () => {
      releaseAll(stops);
    },
    invitationLink: computed(() => {
      const now = identity.value;
      if (now.phase !== 'signed-in') return '';
      return `${now.session.serverUrl}/add/${now.account.id}`;
    }),

    async probe(serverUrl) {
      await options.admitServer(serverUrl);
      const answer = await http.request('serverInfo', { serverUrl }, {});
      if (!answer.ok) return answer;
      const { version, registration, protocolVersions } = answer;
      if (protocolVersions.includes(protocolVersion)) {
        return { ok: true, info: { version, registration } };
      }
      return { ok: false, code: 'unsupported-version', versions: protocolVersions };
    },
    async setServer(serverUrl) {
      await signOut();
      await options.chooseServer(serverUrl);
    },
    async createAccount(form) {
      const serverUrl = options.serverUrl.peek();
      const body = { ...form, id: normalId(form.id), device };
      return begin(serverUrl, http.request('createAccount', { serverUrl }, body));
    },
    async signIn({ id, password }) {
      const serverUrl = options.serverUrl.peek();
      const body = { id: normalId(id), password, device };
      return begin(serverUrl, http.request('signIn', { serverUrl }, body));
    },
    async recover({ id, recoveryCode, password }) {
      const serverUrl = options.serverUrl.peek();
      const body = { id: normalId(id), recoveryCode, password, device };
      return begin(serverUrl, http.request('recoverAccount', { serverUrl }, body), 'recovered');
    },
    freshCode,
    dismissFreshCode() {
      freshCode.value = null;
    },
    signOut,
    async update(change) {
      const answer = await asAccount('updateAccount', change);
      if (answer.ok) setAccount(answer.account);
      return answer.ok ? { ok: true } : answer;
    },
    async setPresence(presence) {
      const answer = await signaling.request('presence.set', { presence });
      const now = identity.peek();
      if (answer.ok && now.phase === 'signed-in') setAccount({ ...now.account, presence });
      return answer;
    },
    changePassword: (form) => keepCode(asAccount('changePassword', form)),
    recoveryCodeState: () => asAccount('recoveryCodeState', {}),
    newRecoveryCode: (password) => keepCode(asAccount('newRecoveryCode', { password })),
    sessions: () => asAccount('listSessions', {}),
    revoke: (deviceId) => asAccount('revokeSession', {}, deviceId),
    async exportData() {
      const answer = await asAccount('exportAccount', {});
      if (!answer.ok) return answer;
      const { ok, ...data } = answer;
      return { ok, json: JSON.stringify(data, null, 2) };
    },
    async deleteAccount(password) {
      const answer = await asAccount('deleteAccount', { password });
      if (answer.ok) await forget(null, 'deleted');
      return answer;
    },
    reconnect: () => signaling.reconnect(),
    takeBack: () => signaling.takeBack(),
  };
}

/** IDs are small letters; what a phone's keyboard makes of them is not the person's mistake. */
function normalId(id: string): string {
  return id.trim().toLowerCase();
}

/** The connection as people see it. */
function connectionOf(state: ConnectionState): Connection {
  switch (state.state) {
    case 'closed':
      return { state: 'connecting' };
    case 'connecting':
    case 'online':
    case 'offline':
    case 'incompatible':
      return state;
    case 'ended':
      // Every other end signs the device out; see `createAccountModel`.
      return { state: 'replaced' };
    default:
      return assertNever(state);
  }
}

import type { Account, AccountId, CallId, MissedCall } from '@tatap/protocol/signaling';
import type {
  AcceptedCallRecord,
  ContactRecord,
  SessionRecord,
  Storage,
} from '../signaling-server/domain/ports.ts';

interface StoredAccount {
  account: Account;
  passwordHash: string;
}

interface StoredSession {
  session: SessionRecord;
  tokenHash: string;
}

type StoredContact = Omit<ContactRecord, 'displayName'>;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const pair = (a: string, b: string): string => `${a} ${b}`;

/** Storage in memory that behaves as the real one; every answer comes in a later microtask. */
export class MemoryStorage implements Storage {
  readonly #accounts = new Map<AccountId, StoredAccount>();
  readonly #sessions = new Map<string, StoredSession>();
  readonly #contacts = new Map<string, StoredContact>();
  readonly #missed = new Map<AccountId, MissedCall[]>();
  readonly #calls = new Map<CallId, AcceptedCallRecord>();
  readonly #invitations = new Map<string, number>();

  readonly accounts: Storage['accounts'] = {
    create: async ({ id, displayName, passwordHash, createdAt, invitation }) => {
      if (this.#accounts.has(id)) return 'taken';
      if (invitation !== null) {
        if ((this.#invitations.get(invitation) ?? 0) <= createdAt) return 'bad-invitation';
        this.#invitations.delete(invitation);
      }
      this.#accounts.set(id, {
        account: { id, displayName, whoMayCall: 'everyone', presence: 'online', createdAt },
        passwordHash,
      });
      return 'created';
    },
    find: async (id) => this.#accounts.get(id)?.account ?? null,
    passwordHash: async (id) => this.#accounts.get(id)?.passwordHash ?? null,
    replacePasswordHash: async (id, from, to) => {
      const stored = this.#accounts.get(id);
      if (stored?.passwordHash !== from) return false;
      stored.passwordHash = to;
      return true;
    },
    update: async (id, change) => {
      const stored = this.#accounts.get(id);
      if (stored === undefined) return null;
      stored.account = { ...stored.account, ...change };
      return stored.account;
    },
    delete: async (id) => {
      this.#accounts.delete(id);
      const inListsOf = [...this.#contacts.values()]
        .filter(({ other }) => other === id)
        .map(({ owner }) => owner);
      removeWhere(this.#sessions, ({ session }) => session.account === id);
      removeWhere(this.#contacts, ({ owner, other }) => owner === id || other === id);
      removeWhere(this.#calls, ({ caller, callee }) =>
        [caller.account, callee.account].includes(id),
      );
      this.#missed.delete(id);
      for (const [account, calls] of this.#missed) {
        this.#missed.set(
          account,
          calls.filter(({ from }) => from.id !== id),
        );
      }
      return inListsOf;
    },
  };

  readonly sessions: Storage['sessions'] = {
    open: async (session, tokenHash) => {
      const key = pair(session.account, session.device.id);
      this.#sessions.set(key, { session, tokenHash: hex(tokenHash) });
    },
    findByToken: async (tokenHash) => {
      const wanted = hex(tokenHash);
      const found = [...this.#sessions.values()].find((one) => one.tokenHash === wanted);
      return found?.session ?? null;
    },
    list: async (account) =>
      [...this.#sessions.values()]
        .map(({ session }) => session)
        .filter((session) => session.account === account),
    touch: async (account, device, lastSeenAt, expiresAt) => {
      const stored = this.#sessions.get(pair(account, device));
      if (stored !== undefined) stored.session = { ...stored.session, lastSeenAt, expiresAt };
    },
    revoke: async (account, device) => this.#sessions.delete(pair(account, device)),
    revokeOthers: async (account, keep) =>
      removeWhere(
        this.#sessions,
        ({ session }) => session.account === account && session.device.id !== keep,
      ).map(({ session }) => session.device.id),
    endingBefore: async (at) =>
      [...this.#sessions.values()]
        .map(({ session }) => session)
        .filter(({ expiresAt }) => expiresAt < at),
    sweep: async (now) =>
      removeWhere(this.#sessions, ({ session }) => session.expiresAt < now).length,
  };

  readonly contacts: Storage['contacts'] = {
    list: async (owner) =>
      [...this.#contacts.values()]
        .filter((contact) => contact.owner === owner)
        .map((contact) => this.#named(contact)),
    find: async (owner, other) => {
      const found = this.#contacts.get(pair(owner, other));
      return found === undefined ? null : this.#named(found);
    },
    count: async (owner) =>
      [...this.#contacts.values()].filter((contact) => contact.owner === owner).length,
    write: async (changes, at) => {
      for (const { owner, other, relation } of changes) {
        const key = pair(owner, other);
        const before = this.#contacts.get(key);
        if (relation === null) this.#contacts.delete(key);
        else if (before === undefined) {
          const fresh = { owner, other, relation, favourite: false, nickname: '', since: at };
          this.#contacts.set(key, fresh);
        } else if (before.relation !== relation) {
          this.#contacts.set(key, { ...before, relation, since: at });
        }
      }
    },
    annotate: async (owner, other, change) => {
      const key = pair(owner, other);
      const before = this.#contacts.get(key);
      if (before === undefined) return null;
      const after = { ...before, ...change };
      this.#contacts.set(key, after);
      return this.#named(after);
    },
  };

  readonly missedCalls: Storage['missedCalls'] = {
    add: async (account, call) => {
      const calls = this.#missed.get(account) ?? [];
      if (calls.some(({ callId }) => callId === call.callId)) return;
      this.#missed.set(account, [...calls, call].slice(-500));
    },
    list: async (account) => this.#missed.get(account) ?? [],
    take: async (account, callIds) => {
      const left = (this.#missed.get(account) ?? []).filter(
        ({ callId }) => !callIds.includes(callId),
      );
      this.#missed.set(account, left);
    },
  };

  readonly acceptedCalls: Storage['acceptedCalls'] = {
    add: async (call) => {
      if (!this.#calls.has(call.callId)) this.#calls.set(call.callId, call);
    },
    remove: async (callId) => void this.#calls.delete(callId),
    list: async () => [...this.#calls.values()],
  };

  readonly invitations: Storage['invitations'] = {
    create: async (code, _createdAt, expiresAt) => void this.#invitations.set(code, expiresAt),
    sweep: async (now) => removeWhere(this.#invitations, (expiresAt) => expiresAt < now).length,
  };

  async check(): Promise<void> {}

  async close(): Promise<void> {}

  #named(contact: StoredContact): ContactRecord {
    const displayName = this.#accounts.get(contact.other)?.account.displayName ?? contact.other;
    return { ...contact, displayName };
  }
}

/** Removes the entries that match; returns them. */
function removeWhere<K, V>(map: Map<K, V>, matches: (value: V) => boolean): V[] {
  const removed = [...map].filter(([, value]) => matches(value));
  for (const [key] of removed) map.delete(key);
  return removed.map(([, value]) => value);
}

import type { CallMedia } from '@tatap/protocol/call';
import type {
  Account,
  AccountId,
  CallId,
  DeviceAddress,
  DeviceDescription,
  DeviceId,
  EventName,
  EventPayload,
  MissedCall,
  OwnPresence,
  Relation,
  SessionEndReason,
  WhoMayCall,
} from '@tatap/protocol/signaling';
import type { ConnectionId } from './registrar-types.ts';

/** Time. Injected, so that tests can use virtual time. */
export interface Clock {
  /**
   * Monotonic time in milliseconds, for durations and deadlines inside the process. It starts close
   * to the time of day and does not jump when the machine's clock is set.
   */
  now(): number;
  /**
   * Time of day in milliseconds since the epoch, for times that are stored or sent, and for
   * comparing with such times. It can jump by days, forwards and backwards.
   */
  wall(): number;
  /** Calls back once after `delayMs`; returns a function that cancels. */
  after(delayMs: number, callback: () => void): () => void;
}

/**
 * Accounts in storage. The methods of all stores are asynchronous, so that a database across a
 * network fits as well as an embedded one. Each method is atomic; writes that belong together are
 * one method.
 */
export interface AccountStore {
  /**
   * Uses up `invitation`, if given, in the same transaction, which also makes its inviter and the
   * account contacts. `bad-invitation` has priority over `taken`, so that a person without an
   * invitation does not learn which IDs exist.
   */
  create(account: NewAccount): Promise<'created' | 'taken' | 'bad-invitation'>;
  find(id: AccountId): Promise<Account | null>;
  /** PHC string of the password (argon2id); `null` for an unknown ID. */
  passwordHash(id: AccountId): Promise<string | null>;
  /**
   * Replaces the hash `from` by `to`, of the same password. `false`: the hash was no longer `from`,
   * or the account does not exist. So a changed password is never overwritten.
   */
  replacePasswordHash(id: AccountId, from: string, to: string): Promise<boolean>;
  update(
    id: AccountId,
    change: { displayName?: string; whoMayCall?: WhoMayCall; presence?: OwnPresence },
  ): Promise<Account | null>;
  /**
   * Removes the account and everything that belongs to it, in both directions. Returns the accounts
   * that had it as a contact. The ID stays taken: people would call and trust the next owner of the
   * ID in place of the person who had it.
   */
  delete(id: AccountId, deletedAt: number): Promise<readonly AccountId[]>;
}

export interface NewAccount {
  readonly id: AccountId;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly createdAt: number;
  /** The invitation code to use up; `null` if registration needs none. */
  readonly invitation: string | null;
}

/** One signed-in device. The token itself is never stored. */
export interface SessionRecord {
  readonly account: AccountId;
  readonly device: DeviceDescription;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
}

export interface SessionStore {
  /**
   * Opens a session and replaces an older one of the same device. With a `passwordHash`, only if
   * the account still has that password. `false`: no session was opened.
   */
  open(session: SessionRecord, tokenHash: Uint8Array, passwordHash?: string): Promise<boolean>;
  findByToken(tokenHash: Uint8Array): Promise<SessionRecord | null>;
  list(account: AccountId): Promise<readonly SessionRecord[]>;
  /** Records a use of the session and moves its end, but never to an earlier time. */
  touch(account: AccountId, device: DeviceId, at: number, expiresAt: number): Promise<void>;
  /** `false`: the device had no session. */
  revoke(account: AccountId, device: DeviceId): Promise<boolean>;
  /** Revokes all sessions but one; returns the devices of the revoked ones. */
  revokeOthers(account: AccountId, keep: DeviceId): Promise<readonly DeviceId[]>;
  /** Sessions that end before `at`. The caller extends those in use. */
  endingBefore(at: number): Promise<readonly SessionRecord[]>;
  /** Removes sessions that ended before `now`; returns how many. */
  sweep(now: number): Promise<number>;
}

/** The relation of two people without blocks; see Relation. */
export type Bond = Exclude<Relation, 'blocked'>;

/** One direction of a contact: the entry of `other` in the list of `owner`. */
export interface ContactRecord {
  readonly owner: AccountId;
  readonly other: AccountId;
  /** `null`: `other` is in the list only because `owner` has blocked them. */
  readonly bond: Bond | null;
  readonly blocked: boolean;
  /** Whether `other` has blocked `owner`. The owner must not notice it. */
  readonly blockedBack: boolean;
  readonly favourite: boolean;
  readonly nickname: string;
  readonly since: number;
  /** The display name of `other`, from a join. */
  readonly displayName: string;
}

export interface ContactChange {
  readonly owner: AccountId;
  readonly other: AccountId;
  readonly bond: Bond | null;
  /** If left out, `other` is not blocked. */
  readonly blocked?: boolean;
}

export interface ContactStore {
  list(owner: AccountId): Promise<readonly ContactRecord[]>;
  find(owner: AccountId, other: AccountId): Promise<ContactRecord | null>;
  /** The entries of `other` in the lists of its accepted contacts. */
  acceptedBy(other: AccountId): Promise<readonly ContactRecord[]>;
  count(owner: AccountId): Promise<number>;
  /**
   * Writes and removes several directions in one transaction, so that both people's views always
   * agree. A direction without a bond and without a block is removed.
   */
  write(changes: readonly ContactChange[], at: number): Promise<void>;
  /** Sets nickname and favourite mark; `null`: there is no such contact. */
  annotate(
    owner: AccountId,
    other: AccountId,
    change: { favourite?: boolean; nickname?: string },
  ): Promise<ContactRecord | null>;
}

export interface MissedCallStore {
  /**
   * Keeps at most 500 calls per account. Calls of strangers are dropped first, then the oldest.
   * Only the last call of each stranger is kept, with the number of that stranger's calls.
   */
  add(account: AccountId, call: MissedCall): Promise<void>;
  list(account: AccountId): Promise<readonly MissedCall[]>;
  take(account: AccountId, callIds: readonly CallId[]): Promise<void>;
}

/** A running call of two devices: the data that is needed to continue it after a server restart. */
export interface AcceptedCallRecord {
  readonly callId: CallId;
  readonly caller: DeviceAddress;
  readonly callee: DeviceAddress;
  readonly media: CallMedia;
  readonly acceptedAt: number;
}

/**
 * The running calls. A server restart must not end them (media is peer to peer), so they are stored
 * until a device ends them. The deletion of either account removes them.
 */
export interface AcceptedCallStore {
  /** Adding a stored call again does nothing. */
  add(call: AcceptedCallRecord): Promise<void>;
  remove(callId: CallId): Promise<void>;
  list(): Promise<readonly AcceptedCallRecord[]>;
}

/** An invitation without its code. Times are milliseconds since the epoch. */
export interface InvitationRecord {
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface InvitationStore {
  /**
   * Stores a code that creates one account until `expiresAt`. With an `inviter`, the inviter and
   * the new account become contacts. `false`: the inviter does not exist, and no code was stored.
   */
  create(
    code: string,
    createdAt: number,
    expiresAt: number,
    inviter?: AccountId | null,
  ): Promise<boolean>;
  /**
   * The unused invitations of this account, the oldest first. Expired ones are included until the
   * sweep.
   */
  madeBy(inviter: AccountId): Promise<readonly InvitationRecord[]>;
  /** Removes invitations that expired before `now`; returns how many. */
  sweep(now: number): Promise<number>;
}

/**
 * A code that sets a new password. An account has at most one of each kind: `own`, which the person
 * keeps, and `operator`, which the server's operator makes for a person who has lost it. Times are
 * milliseconds since the epoch.
 */
export interface RecoveryCodeRecord {
  readonly account: AccountId;
  readonly kind: 'own' | 'operator';
  /** The code itself is never stored. */
  readonly hash: Uint8Array;
  readonly createdAt: number;
  /** `null`: the code works until it is used or replaced. */
  readonly expiresAt: number | null;
}

/**
 * A new password for an account. All its recovery codes end, and one new `own` code replaces them.
 */
export interface PasswordChange {
  /** PHC string of the new password. */
  readonly passwordHash: string;
  /** Hash of the new `own` code. */
  readonly nextHash: Uint8Array;
  /** Time of the change in milliseconds since the epoch. */
  readonly at: number;
}

export interface RecoveryCodeStore {
  /**
   * Stores a code and replaces the one of the same kind; an `own` one replaces both. With a
   * `passwordHash`, only if the account still has that password. `false`: nothing was stored.
   */
  put(code: RecoveryCodeRecord, passwordHash?: string): Promise<boolean>;
  /** When the account's `own` code was created; `null`: it has none. */
  ownSince(account: AccountId): Promise<number | null>;
  /** Whether a valid code of the account has this hash. */
  opens(account: AccountId, hash: Uint8Array, now: number): Promise<boolean>;
  /**
   * Uses the code with this hash, in one transaction: sets the password, ends every session,
   * removes all codes and stores the next one. Returns the devices that were signed out, or
   * `null` if no valid code has this hash; then nothing changes.
   */
  use(
    account: AccountId,
    hash: Uint8Array,
    change: PasswordChange,
  ): Promise<readonly DeviceId[] | null>;
  /**
   * Sets another password in the place of the one with the hash `from`, removes all codes and
   * stores the next one, in one transaction. `false`: the account no longer has the hash `from`;
   * then nothing changes.
   */
  changePassword(account: AccountId, from: string, change: PasswordChange): Promise<boolean>;
  /** Removes codes that expired before `now`; returns how many. */
  sweep(now: number): Promise<number>;
}

export interface Storage {
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly contacts: ContactStore;
  readonly missedCalls: MissedCallStore;
  readonly acceptedCalls: AcceptedCallStore;
  readonly invitations: InvitationStore;
  readonly recoveryCodes: RecoveryCodeStore;
  /** Resolves if the database can be read and written; rejects otherwise. For `/readyz`. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Sends events to devices, whichever process holds their sockets. A device that lost its connection
 * for a short time gets the missed events when it resumes its socket. For a device that is not
 * connected at all, an event is lost.
 */
export interface Devices {
  /** Events to one device keep their order. */
  send<N extends EventName>(device: DeviceAddress, name: N, payload: EventPayload<N>): void;
  /** Sends to every device of the account. */
  sendToAccount<N extends EventName>(account: AccountId, name: N, payload: EventPayload<N>): void;
  /**
   * Sends `session.ended` and closes the device's sockets, which it cannot resume. `keep` is the
   * connection that stays open.
   */
  end(device: DeviceAddress, reason: SessionEndReason, keep?: ConnectionId): void;
}

/** Limits how often something may be tried, per key. */
export interface AttemptLimit {
  /** Counts an attempt. Returns 0 if it is allowed, otherwise the milliseconds to wait. */
  take(key: string): Promise<number>;
  /** Sets the count of `key` to 0. */
  reset(key: string): Promise<void>;
  /** Subtracts one attempt from the count. */
  giveBack(key: string): Promise<void>;
}

/** What changes of accounts and sessions cause on connected devices. */
export interface ConnectedDevices {
  isConnected(account: AccountId, device: DeviceId): Promise<boolean>;
  /** Ends the device's calls, sends it the reason and closes its socket. */
  end(account: AccountId, device: DeviceId, reason: SessionEndReason): Promise<void>;
  /** An invitation created the account: sends the new contact to its inviter, if there is one. */
  invitationUsed(account: AccountId): void;
  /** Sends the change to every device of the account, and to its contacts if the name changed. */
  accountChanged(account: Account, change: { readonly renamed: boolean }): void;
  /** Disconnects every device of a deleted account and removes it from its contacts' lists. */
  accountDeleted(account: AccountId, contacts: readonly AccountId[]): Promise<void>;
}

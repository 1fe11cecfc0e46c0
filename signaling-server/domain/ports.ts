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

/** Time, injected. */
export interface Clock {
  /**
   * Monotonic time in milliseconds, for durations and deadlines inside the process. It starts close
   * to the time of day and does not jump when the machine's clock is set.
   */
  now(): number;
  /**
   * Time of day in milliseconds since the epoch, for times that are stored or sent, and for
   * comparing with such times. It can jump by days, also backwards.
   */
  wall(): number;
  /** Calls back once after `delayMs`; returns the cancel. */
  after(delayMs: number, callback: () => void): () => void;
}

/**
 * Storage as the domain needs it. Every method is asynchronous, so that a database across a network
 * fits as well as an embedded one. Methods are atomic each; where two writes belong together they
 * are one method.
 */
export interface AccountStore {
  /**
   * `invitation`, where given, is used up in the same transaction, which also makes its inviter and
   * the account contacts. `bad-invitation` goes before `taken`: who has no invitation does not learn
   * which IDs there are.
   */
  create(account: NewAccount): Promise<'created' | 'taken' | 'bad-invitation'>;
  find(id: AccountId): Promise<Account | null>;
  /** PHC string of the password (argon2id), or null for an unknown ID. */
  passwordHash(id: AccountId): Promise<string | null>;
  /**
   * Replaces the hash `from` by `to`, of the same password. `false`: it was no longer `from`, or
   * there is no such account; so a password changed meanwhile is never overwritten.
   */
  replacePasswordHash(id: AccountId, from: string, to: string): Promise<boolean>;
  update(
    id: AccountId,
    change: { displayName?: string; whoMayCall?: WhoMayCall; presence?: OwnPresence },
  ): Promise<Account | null>;
  /**
   * Removes the account and everything that belongs to it, in both directions. Answers whose
   * contact lists it was in. The ID stays taken: whoever got it next would be called, and trusted,
   * in the place of the person who had it.
   */
  delete(id: AccountId, deletedAt: number): Promise<readonly AccountId[]>;
}

export interface NewAccount {
  readonly id: AccountId;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly createdAt: number;
  /** The invitation code that must be used up, where registration asks for one. */
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
  /** Notes that the session is in use, and moves its end; never to an earlier time. */
  touch(account: AccountId, device: DeviceId, at: number, expiresAt: number): Promise<void>;
  /** `false`: there was none. */
  revoke(account: AccountId, device: DeviceId): Promise<boolean>;
  /** Revokes all but one; returns the devices that lost theirs. */
  revokeOthers(account: AccountId, keep: DeviceId): Promise<readonly DeviceId[]>;
  /** Sessions that end before `at`, so that those in use can be prolonged. */
  endingBefore(at: number): Promise<readonly SessionRecord[]>;
  /** Removes sessions that ended before `now`; returns how many. */
  sweep(now: number): Promise<number>;
}

/** How two people stand to each other, blocking aside; see Relation. */
export type Bond = Exclude<Relation, 'blocked'>;

/** One direction of a contact: what `owner` has about `other`. */
export interface ContactRecord {
  readonly owner: AccountId;
  readonly other: AccountId;
  /** `null`: `other` is in the list only because `owner` has blocked them. */
  readonly bond: Bond | null;
  readonly blocked: boolean;
  /** Whether `other` has blocked `owner`, who must not notice. */
  readonly blockedBack: boolean;
  readonly favourite: boolean;
  readonly nickname: string;
  readonly since: number;
  /** The other's display name, joined in. */
  readonly displayName: string;
}

export interface ContactChange {
  readonly owner: AccountId;
  readonly other: AccountId;
  readonly bond: Bond | null;
  /** Left out: not blocked. */
  readonly blocked?: boolean;
}

export interface ContactStore {
  list(owner: AccountId): Promise<readonly ContactRecord[]>;
  find(owner: AccountId, other: AccountId): Promise<ContactRecord | null>;
  /** What everybody has about `other` who has `other` as an accepted contact. */
  acceptedBy(other: AccountId): Promise<readonly ContactRecord[]>;
  count(owner: AccountId): Promise<number>;
  /**
   * Writes and removes several directions in one transaction, so that both people's views always
   * agree. A direction without a bond and without a block is removed.
   */
  write(changes: readonly ContactChange[], at: number): Promise<void>;
  /** Own nickname and favourite mark; `null` where there is no such contact. */
  annotate(
    owner: AccountId,
    other: AccountId,
    change: { favourite?: boolean; nickname?: string },
  ): Promise<ContactRecord | null>;
}

export interface MissedCallStore {
  /**
   * Keeps at most 500 of an account: strangers' go first, then the oldest. Of each stranger only the
   * last call is kept, with the number of their calls.
   */
  add(account: AccountId, call: MissedCall): Promise<void>;
  list(account: AccountId): Promise<readonly MissedCall[]>;
  take(account: AccountId, callIds: readonly CallId[]): Promise<void>;
}

/** A call that two devices are in: enough to go on with it after the server was restarted. */
export interface AcceptedCallRecord {
  readonly callId: CallId;
  readonly caller: DeviceAddress;
  readonly callee: DeviceAddress;
  readonly media: CallMedia;
  readonly acceptedAt: number;
}

/**
 * The calls that run. A restart of the server must not end them (media is peer to peer), so they
 * are kept until a device ends them; both accounts' deletion removes them.
 */
export interface AcceptedCallStore {
  /** Adding a call that is there already does nothing. */
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
   * Makes a code that opens one account until `expiresAt`. With an `inviter`, that account and
   * this one become contacts. `false`: no account has the inviter's ID, and there is no code.
   */
  create(
    code: string,
    createdAt: number,
    expiresAt: number,
    inviter?: AccountId | null,
  ): Promise<boolean>;
  /**
   * The invitations of this account that nobody has used, the oldest first. An invitation that has
   * ended is among them until the sweep.
   */
  madeBy(inviter: AccountId): Promise<readonly InvitationRecord[]>;
  /** Removes invitations that ended before `now`; returns how many. */
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

/** A new password for an account. All its recovery codes end, and one new `own` code begins. */
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
  /** Answers when the database can be read and written; rejects otherwise. For `/readyz`. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Carries events to devices, whichever process holds their sockets. A device that is away for a
 * moment gets what it missed when it resumes its socket; for one that is nowhere an event is lost.
 */
export interface Devices {
  /** Events to one device keep their order. */
  send<N extends EventName>(device: DeviceAddress, name: N, payload: EventPayload<N>): void;
  /** Sends to every device of the account. */
  sendToAccount<N extends EventName>(account: AccountId, name: N, payload: EventPayload<N>): void;
  /**
   * Tells the device why and closes its sockets for good: it cannot resume them. `keep` is the one
   * that stays.
   */
  end(device: DeviceAddress, reason: SessionEndReason, keep?: ConnectionId): void;
}

/** What HTTP needs from the registrar. */
export interface ConnectedDevices {
  isConnected(account: AccountId, device: DeviceId): Promise<boolean>;
  /** Ends the device's calls, tells it why and closes its socket. */
  end(account: AccountId, device: DeviceId, reason: SessionEndReason): Promise<void>;
  /** An invitation has opened the account: tells the inviter, if there is one, of the contact. */
  invitationUsed(account: AccountId): void;
  /** Tells every device of the account, and its contacts where the name changed. */
  accountChanged(account: Account, change: { readonly renamed: boolean }): void;
  /** Ends every device of a deleted account and takes it out of its contacts' lists. */
  accountDeleted(account: AccountId, contacts: readonly AccountId[]): Promise<void>;
}

import type { ReadonlySignal } from '@preact/signals-core';
import type {
  Account,
  DeviceSession,
  OwnPresence,
  SessionEndReason,
  WhoMayCall,
} from '@tatap/protocol/signaling';
import type { Result } from '../result.ts';

/** Why there is no connection at the moment. */
export type OfflineCause =
  | 'unreachable'
  | 'bad-certificate'
  | 'not-a-server'
  /** The server answers over HTTP, and the WebSocket does not open. */
  | 'socket-blocked'
  /** As many devices of the account are connected as the server allows. */
  | 'too-many-devices'
  /** The server asks to wait. */
  | 'busy'
  /** The server refuses the connection for another reason. */
  | 'refused';

/** The way to the server. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'online' }
  | {
      readonly state: 'offline';
      readonly cause: OfflineCause;
      /** When the next try is made, milliseconds since the epoch. */
      readonly retryAt: number;
    }
  /** This version and the server's do not understand each other. */
  | { readonly state: 'incompatible'; readonly who: 'app-too-old' | 'server-too-old' }
  /** This device is in use in another window or tab. */
  | { readonly state: 'replaced' };

export type SessionSnapshot =
  /** The stored session is being read. */
  | { readonly phase: 'starting' }
  | {
      readonly phase: 'signed-out';
      readonly serverUrl: string;
      readonly because: SignedOutReason | null;
    }
  | {
      readonly phase: 'signed-in';
      readonly serverUrl: string;
      readonly account: Account;
      readonly connection: Connection;
    };

/** Why nobody is signed in, where the person did not sign out here. */
export type SignedOutReason =
  | SessionEndReason
  /** The computer has no safe place for a session. */
  | 'not-persisted'
  /** The key that this device signs with was deleted; its session is of no use without it. */
  | 'key-lost'
  /** The key may be there, and cannot be read at the moment. */
  | 'storage-unavailable';

/** What a server says of itself before anybody signs in. */
export interface ServerInfo {
  readonly version: string;
  readonly registration: 'open' | 'invitation' | 'closed';
}

/**
 * A recovery code that the server has just created and the person has not dismissed yet. It cannot
 * be shown again later, because the server keeps only its hash.
 */
export interface FreshRecoveryCode {
  readonly code: string;
  /** `renewed`: a person who is signed in asked for it, or changed the password. */
  readonly because: 'created' | 'recovered' | 'renewed';
}

/** Whether the settings show the code. First start shows the others before anything else. */
export function isForSettings({ because }: FreshRecoveryCode): boolean {
  return because === 'renewed';
}

/** Account, session and connection as the views use them. */
export interface AccountModel {
  readonly session: ReadonlySignal<SessionSnapshot>;
  /** Asks a server what it is; used before `setServer` and on first start. */
  probe(serverUrl: string): Promise<Result<{ info: ServerInfo }>>;
  /** Uses another server from now on; signs out first. */
  setServer(serverUrl: string | null): Promise<void>;
  createAccount(form: {
    id: string;
    displayName: string;
    password: string;
    invitation?: string;
  }): Promise<Result>;
  signIn(form: { id: string; password: string }): Promise<Result>;
  /** Sets a new password with a recovery code and signs in. Refusals: see `recoverAccount`. */
  recover(form: { id: string; recoveryCode: string; password: string }): Promise<Result>;
  /** The newest recovery code that was made here, until it is dismissed. */
  readonly freshCode: ReadonlySignal<FreshRecoveryCode | null>;
  dismissFreshCode(): void;
  signOut(): Promise<void>;
  update(change: { displayName?: string; whoMayCall?: WhoMayCall }): Promise<Result>;
  setPresence(presence: OwnPresence): Promise<Result>;
  /** Changes the password. The recovery code stops working, and `freshCode` holds the next one. */
  changePassword(form: { current: string; next: string }): Promise<Result>;
  /** When the recovery code was created, in milliseconds since the epoch; `null`: there is none. */
  recoveryCodeState(): Promise<Result<{ since: number | null }>>;
  /** Creates a new recovery code, which `freshCode` then holds. The previous one stops working. */
  newRecoveryCode(password: string): Promise<Result>;
  sessions(): Promise<Result<{ sessions: readonly DeviceSession[] }>>;
  revoke(deviceId: string): Promise<Result>;
  /** Everything the server holds, as JSON text for a file. */
  exportData(): Promise<Result<{ json: string }>>;
  deleteAccount(password: string): Promise<Result>;
  /** Tries to connect now instead of waiting for the next try. */
  reconnect(): void;
  /** Uses a device here that is in use in another window (`replaced`). */
  takeBack(): void;
  /** A web link that opens Tatap with this account as the contact to add. */
  readonly invitationLink: ReadonlySignal<string>;
}

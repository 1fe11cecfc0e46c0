import * as v from 'valibot';
import { orElse, understood } from '../forward.ts';
import type { Output, Schema } from '../parse.ts';
import type { Ack, AckCode } from './codes.ts';
import { accountId, deviceId, displayName, password, timestamp } from './ids.ts';
import { account, deviceDescription, deviceSession, whoMayCall } from './people.ts';

interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with at most one parameter, written `:device`. */
  readonly path: string;
  /** Whether `Authorization: Bearer <token>` must name a session. */
  readonly auth: boolean;
  readonly body: Schema;
  readonly result: Schema<object>;
}

const nothing = v.object({});

/** A recovery code. Format: docs/PROTOCOL.md#recovery-codes. */
const shownCode = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

/** A session as its device gets it, once. The server keeps only the token's hash. */
const openedSession = v.object({
  token: v.string(),
  expiresAt: timestamp,
  account,
});

/**
 * A session with a recovery code, which sets a new password if the old one is forgotten. The code
 * is shown once, because the server keeps only its hash. Servers without recovery codes omit it.
 */
const openedWithCode = v.object({
  ...openedSession.entries,
  recoveryCode: v.optional(shownCode),
});

/**
 * Accounts and sessions over HTTP, as JSON. Every answer is an acknowledgement: `{ ok: true, … }`
 * with status 200, or `{ ok: false, code, … }` with the status of `httpStatus`.
 */
export const endpoints = {
  serverInfo: {
    method: 'GET',
    path: '/api/server',
    auth: false,
    body: nothing,
    result: v.object({
      product: v.literal('tatap'),
      version: v.string(),
      protocolVersions: v.array(v.number()),
      registration: orElse(v.picklist(['open', 'invitation', 'closed']), 'closed'),
      /** The server's clock when it answered: how far this machine's is off. */
      serverTime: v.optional(timestamp),
    }),
  },
  createAccount: {
    method: 'POST',
    path: '/api/accounts',
    auth: false,
    body: v.object({
      id: accountId,
      displayName,
      password,
      invitation: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(64))),
      device: deviceDescription,
    }),
    result: openedWithCode,
  },
  signIn: {
    method: 'POST',
    path: '/api/sessions',
    auth: false,
    body: v.object({ id: accountId, password, device: deviceDescription }),
    result: openedSession,
  },
  /**
   * Sets a new password with a recovery code. The code works once. This device is signed in, every
   * other device of the account is signed out.
   */
  recoverAccount: {
    method: 'POST',
    path: '/api/recoveries',
    auth: false,
    body: v.object({
      id: accountId,
      /** As the person typed it; the server parses it with `recoveryCodeIn`. */
      recoveryCode: v.pipe(v.string(), v.maxLength(128)),
      password,
      device: deviceDescription,
    }),
    result: openedWithCode,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/sessions/current',
    auth: true,
    body: nothing,
    result: nothing,
  },
  listSessions: {
    method: 'GET',
    path: '/api/sessions',
    auth: true,
    body: nothing,
    result: v.object({ sessions: understood(deviceSession) }),
  },
  /** Signs another device out. */
  revokeSession: {
    method: 'DELETE',
    path: '/api/sessions/:device',
    auth: true,
    body: nothing,
    result: nothing,
  },
  updateAccount: {
    method: 'PATCH',
    path: '/api/account',
    auth: true,
    body: v.object({
      displayName: v.optional(displayName),
      whoMayCall: v.optional(whoMayCall),
    }),
    result: v.object({ account }),
  },
  /**
   * Changes the password and signs out every other device. The account's recovery codes stop
   * working. The result has the next one; servers that keep the codes omit it.
   */
  changePassword: {
    method: 'PUT',
    path: '/api/account/password',
    auth: true,
    body: v.object({ current: password, next: password }),
    result: v.object({ recoveryCode: v.optional(shownCode) }),
  },
  /** When the account's recovery code was created; `null`: it has none. */
  recoveryCodeState: {
    method: 'GET',
    path: '/api/account/recovery-code',
    auth: true,
    body: nothing,
    result: v.object({ since: v.nullable(timestamp) }),
  },
  /** Creates a recovery code. The previous one stops working. */
  newRecoveryCode: {
    method: 'PUT',
    path: '/api/account/recovery-code',
    auth: true,
    body: v.object({ password }),
    result: v.object({ recoveryCode: shownCode }),
  },
  /** Everything the server holds about the account. */
  exportAccount: {
    method: 'GET',
    path: '/api/account/export',
    auth: true,
    body: nothing,
    result: v.object({
      exportedAt: timestamp,
      account,
      /** When the account's recovery code was created; `null`: it has none. */
      recoveryCodeSince: v.optional(v.nullable(timestamp)),
      sessions: understood(deviceSession),
      contacts: v.array(
        v.object({
          id: accountId,
          relation: v.string(),
          favourite: v.boolean(),
          nickname: v.string(),
          since: timestamp,
        }),
      ),
      missedCalls: v.array(v.object({ from: accountId, media: v.string(), at: timestamp })),
      /** Invitations of this account that nobody has used yet; without their codes. */
      invitations: v.optional(v.array(v.object({ createdAt: timestamp, expiresAt: timestamp }))),
    }),
  },
  deleteAccount: {
    method: 'DELETE',
    path: '/api/account',
    auth: true,
    body: v.object({ password }),
    result: nothing,
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
export type EndpointBody<N extends EndpointName> = v.InferInput<(typeof endpoints)[N]['body']>;
export type EndpointResult<N extends EndpointName> = Output<(typeof endpoints)[N]['result']>;
export type EndpointAck<N extends EndpointName> = Ack<EndpointResult<N>>;

/** Parameter of `/api/sessions/:device`. */
export const sessionParameters = v.object({ device: deviceId });

/** The HTTP status (RFC 9110, section 15) that goes with each code of a refusal. */
export const httpStatus = {
  malformed: 400,
  'too-large': 413,
  'rate-limited': 429,
  unauthenticated: 401,
  'wrong-credentials': 403,
  'wrong-recovery-code': 403,
  forbidden: 403,
  'id-taken': 409,
  'registration-closed': 403,
  'invitation-required': 403,
  'unknown-account': 404,
  'own-account': 409,
  'not-found': 404,
  'contacts-only': 403,
  'call-over': 410,
  'answered-elsewhere': 409,
  'not-in-call': 409,
  'limit-reached': 409,
  'unsupported-version': 400,
  internal: 500,
} as const satisfies Record<AckCode, number>;

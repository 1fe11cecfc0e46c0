/**
 * Why a request was refused. A closed union: text for people is chosen in the UI, in their
 * language. Add here first, then in `renderer/ui/i18n`; the compiler finds what is missing.
 */
export const ackCodes = [
  /** The payload did not pass its parser; `detail` names the field. */
  'malformed',
  /** The payload is larger than its limit. */
  'too-large',
  /** More requests than the socket, account or address may make; `retryAfterMs` says when again. */
  'rate-limited',
  /** No session, or one that has ended. */
  'unauthenticated',
  /** ID or password is wrong; the same answer for an unknown ID. */
  'wrong-credentials',
  /** ID or recovery code is wrong, or the code was already used. An unknown ID gets it as well. */
  'wrong-recovery-code',
  /** The session is fine, the thing asked for is not this account's to do. */
  'forbidden',
  /** Another account has this ID. */
  'id-taken',
  /** This server takes no new accounts. */
  'registration-closed',
  /** This server takes new accounts by invitation, and the invitation is missing, used or wrong. */
  'invitation-required',
  /** No account has this ID. */
  'unknown-account',
  /** One cannot add or call oneself. */
  'own-account',
  /** The contact, request or device named does not exist. */
  'not-found',
  /** The callee takes calls from contacts only. */
  'contacts-only',
  /** The call named is over, or never was. */
  'call-over',
  /** Another device of the same account has accepted. */
  'answered-elsewhere',
  /** The call exists, and this device is no part of it or may not do this in its present state. */
  'not-in-call',
  /** The account has as many open calls, contacts or sockets as it may. */
  'limit-reached',
  /** The protocol version of the device is not spoken; `versions` lists those that are. */
  'unsupported-version',
  /** Something broke on the server; its log says what. */
  'internal',
] as const;

export type AckCode = (typeof ackCodes)[number];

/** A refused request, as acknowledged over the socket and as HTTP body. */
export interface Refusal {
  readonly ok: false;
  readonly code: AckCode;
  /** For developers: which field, which limit. Never shown to people. */
  readonly detail?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly versions?: readonly number[] | undefined;
}

/** The acknowledgement of every request. */
export type Ack<T extends object = Record<never, never>> = ({ readonly ok: true } & T) | Refusal;

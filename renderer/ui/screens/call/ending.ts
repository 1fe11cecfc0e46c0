import { assertNever } from '@tatap/protocol/signaling';
import type { ShownCall } from '../../../calls/model.ts';
import type { FailureCode } from '../../../result.ts';

export type Ended = Extract<ShownCall, { phase: 'ended' }>;

/** What is said about an ending; one message each in the catalogs. */
export type EndingMessage =
  | 'ended'
  | 'endedByPeer'
  | 'endedByYou'
  | 'noAnswer'
  | 'missed'
  | 'unavailable'
  | 'doNotDisturb'
  | 'busy'
  | 'busyHere'
  | 'cancelled'
  | 'declined'
  | 'declinedByYou'
  | 'peerGone'
  | 'selfGone'
  | 'elsewhere'
  | 'connectFailed'
  | 'connectionLost'
  | 'identityMismatch'
  | 'incompatible'
  | Refusal;

type Refusal =
  | 'unknownAccount'
  | 'ownAccount'
  | 'contactsOnly'
  | 'tooMany'
  | 'signedOut'
  | 'serverUnreachable'
  | 'updateNeeded'
  | 'refused';

/** Endings that leave nothing to read or to do close by themselves after this long. */
export const autoDismissMs = 5_000;

/** Endings with something to press, which the list of calls keeps, too (WCAG 2.2.1). */
export const actDismissMs = 12_000;

export interface Ending {
  readonly message: EndingMessage;
  /** `trouble` is something to look into, `calm` is how calls usually end. */
  readonly tone: 'calm' | 'trouble';
  /** Whether calling the same person again could turn out differently. */
  readonly again: boolean;
  /** `null`: stays until the person closes it. */
  readonly dismissAfterMs: number | null;
}

const calm = (message: EndingMessage, options: Partial<Ending> = {}): Ending => ({
  message,
  tone: 'calm',
  again: true,
  dismissAfterMs: actDismissMs,
  ...options,
});

/** Over and known to the person who sees it: they or the other did it on purpose. */
const uneventful = (message: EndingMessage, options: Partial<Ending> = {}): Ending =>
  calm(message, { dismissAfterMs: autoDismissMs, ...options });

const trouble = (message: EndingMessage, again = true): Ending => ({
  message,
  tone: 'trouble',
  again,
  dismissAfterMs: null,
});

/** Chooses what to say of a call that is over, and what may be done next. */
export function endingOf(ended: Ended): Ending {
  const { reason, by, direction } = ended;
  switch (reason) {
    case 'hung-up':
      if (by === 'self') return calm('endedByYou');
      return calm(by === 'peer' ? 'endedByPeer' : 'ended');
    case 'no-answer':
      return calm(direction === 'outgoing' ? 'noAnswer' : 'missed');
    case 'unavailable':
      return calm(direction === 'outgoing' ? 'unavailable' : 'missed');
    case 'do-not-disturb':
      return calm(direction === 'outgoing' ? 'doNotDisturb' : 'missed');
    case 'busy':
      return calm(direction === 'outgoing' ? 'busy' : 'busyHere');
    case 'cancelled':
      // An incoming call that its caller gave up is a missed one.
      return direction === 'incoming' ? calm('missed') : uneventful('cancelled');
    case 'declined':
      return direction === 'incoming' || by === 'self'
        ? uneventful('declinedByYou', { again: false })
        : // What they wrote waits to be read.
          calm('declined', ended.text ? { dismissAfterMs: null } : {});
    case 'gone':
      return by === 'self' ? trouble('selfGone') : trouble('peerGone');
    case 'answered-elsewhere':
      return uneventful('elsewhere', { again: false });
    case 'connect-failed':
      return trouble('connectFailed');
    case 'connection-lost':
      return trouble('connectionLost');
    case 'identity-mismatch':
      return trouble('identityMismatch');
    case 'incompatible':
      return trouble('incompatible', false);
    case 'refused':
      return refusalOf(ended.refusal);
    default:
      return assertNever(reason);
  }
}

function refusalOf(code: FailureCode | null): Ending {
  switch (code) {
    case 'unknown-account':
    case 'not-found':
      return trouble('unknownAccount', false);
    case 'own-account':
      return trouble('ownAccount', false);
    case 'contacts-only':
      return trouble('contactsOnly', false);
    case 'rate-limited':
    case 'limit-reached':
      return trouble('tooMany');
    case 'unauthenticated':
    case 'wrong-credentials':
      return trouble('signedOut', false);
    case 'unreachable':
    case 'timeout':
    case 'not-a-server':
    case 'bad-certificate':
      return trouble('serverUnreachable');
    case 'unsupported-version':
      return trouble('updateNeeded', false);
    case 'answered-elsewhere':
      return uneventful('elsewhere', { again: false });
    case 'call-over':
      return uneventful('ended');
    case 'malformed':
    case 'too-large':
    case 'forbidden':
    case 'id-taken':
    case 'wrong-recovery-code':
    case 'registration-closed':
    case 'invitation-required':
    case 'not-in-call':
    case 'internal':
    case null:
      return trouble('refused');
    default:
      return assertNever(code);
  }
}

/** Endings that a second sentence explains, or tells what to do about. */
const explained = [
  'missed',
  'noAnswer',
  'unavailable',
  'doNotDisturb',
  'busyHere',
  'peerGone',
  'selfGone',
  'connectFailed',
  'connectionLost',
  'identityMismatch',
  'incompatible',
  'unknownAccount',
  'contactsOnly',
  'tooMany',
  'signedOut',
  'serverUnreachable',
  'updateNeeded',
  'refused',
] as const satisfies readonly EndingMessage[];

/** The second sentence of an ending; `null` where the first says it all. */
export function endingDetail(message: EndingMessage): (typeof explained)[number] | null {
  return explained.find((one) => one === message) ?? null;
}

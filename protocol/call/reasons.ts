import * as v from 'valibot';
import { orElse } from '../forward.ts';

/**
 * Why a call ended, with the SIP status code of the same meaning (RFC 3261, section 21). The same
 * reasons are used by server, client and history.
 */
export const endReasons = {
  /** A person hung up a running call (BYE, RFC 3261 section 15). */
  'hung-up': 200,
  /** Nobody answered within `noAnswerMs`. */
  'no-answer': 408,
  /** No device of the callee is connected. */
  unavailable: 480,
  /** The callee does not want to be disturbed; told to contacts, who see that presence anyway. */
  'do-not-disturb': 480,
  /** Every device of the callee is in another call. */
  busy: 486,
  /** The caller gave up before anybody answered. */
  cancelled: 487,
  /** The callee declined, maybe with a text. */
  declined: 603,
  /** The other side's device is gone: signed out, deleted, or disconnected for too long. */
  gone: 410,
  /** Another device of the callee accepted, or declined for all (RFC 3326 section 3.1.1). */
  'answered-elsewhere': 200,
  /** The peers never reached each other. */
  'connect-failed': 488,
  /** The media link was down for longer than `linkLossMs`. */
  'connection-lost': 408,
  /**
   * A description was not signed by the device it is said to come from: somebody may have changed it
   * on the way, so no link is made of it.
   */
  'identity-mismatch': 488,
  /** The two devices' descriptions do not fit: one offers or answers what the other cannot take. */
  incompatible: 488,
  /** A device or the server broke a rule of the protocol, or the invite was refused. */
  refused: 500,
} as const;

export type EndReason = keyof typeof endReasons;

/** A reason that is not known yet says that the call is over. */
export const endReason = orElse(v.picklist(Object.keys(endReasons) as EndReason[]), 'gone');

/** What the call was started as; the callee may answer a video call with sound only. */
export const callMedia = v.picklist(['video', 'audio']);
export type CallMedia = v.InferOutput<typeof callMedia>;

/** As the other side or a newer server says it: what is not known yet opens no camera. */
export const saidMedia = orElse(callMedia, 'audio');

/** What may end a running call, as either side says it to the other and to the server. */
export const byeReason = orElse(
  v.picklist(['hung-up', 'connect-failed', 'connection-lost', 'identity-mismatch', 'incompatible']),
  'hung-up',
);
export type ByeReason = v.InferOutput<typeof byeReason>;

/** Why a ringing call is declined: by a person, or because of the caller's offer. */
export const declineReason = orElse(
  v.picklist(['declined', 'identity-mismatch', 'incompatible']),
  'declined',
);
export type DeclineReason = v.InferOutput<typeof declineReason>;

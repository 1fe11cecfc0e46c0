import * as v from 'valibot';
import { byeReason, callMedia, declineReason } from '../call/reasons.ts';
import { orElse } from '../forward.ts';
import type { Output, Schema } from '../parse.ts';
import { attachClaim, declineText, iceConfiguration, signal } from './calls.ts';
import type { Ack } from './codes.ts';
import { proof } from './identity.ts';
import { accountId, callId, deviceId, receivedName, timestamp } from './ids.ts';
import { contact, nickname, ownPresence } from './people.ts';

interface RequestContract {
  readonly payload: Schema;
  /** Fields of the acknowledgement beside `ok: true`. */
  readonly result: Schema<object>;
}

const nothing = v.object({});
const ofCall = v.object({ callId });
const ofAccount = v.object({ id: accountId });

/**
 * Every request that a device may make over the socket: name, payload and acknowledgement. The
 * server's registry, the client's calls and the test fakes are derived from this object.
 *
 * All of them may be repeated after a lost acknowledgement without doing harm.
 */
export const requests = {
  'contact.request': { payload: ofAccount, result: v.object({ contact }) },
  'contact.accept': { payload: ofAccount, result: v.object({ contact }) },
  'contact.decline': { payload: ofAccount, result: nothing },
  'contact.remove': { payload: ofAccount, result: nothing },
  'contact.block': { payload: ofAccount, result: v.object({ contact }) },
  'contact.unblock': { payload: ofAccount, result: nothing },
  'contact.update': {
    payload: v.object({
      id: accountId,
      favourite: v.optional(v.boolean()),
      nickname: v.optional(nickname),
    }),
    result: v.object({ contact }),
  },
  'presence.set': { payload: v.object({ presence: ownPresence }), result: nothing },
  'call.invite': {
    payload: v.object({ callId, to: accountId, media: callMedia }),
    /**
     * `calling`: devices may ring now. `accepted`: both invited each other at the same moment; the
     * call is `callId` (the one that came first) and runs with the device `peer`. `displayName` is
     * the name of the peer's account.
     */
    result: v.variant('outcome', [
      v.object({ outcome: v.literal('calling'), callId, invitedAt: timestamp }),
      v.object({
        outcome: v.literal('accepted'),
        callId,
        peer: deviceId,
        displayName: v.optional(receivedName),
      }),
    ]),
  },
  /** The invite is shown and heard on this device. */
  'call.ringing': { payload: ofCall, result: nothing },
  /** Refused with `answered-elsewhere` or `call-over` where another was first. */
  'call.accept': { payload: v.object({ callId, media: callMedia }), result: nothing },
  /**
   * Declines for all devices of the account. A `reason` other than `declined` says that no person
   * did: the caller's offer was not signed by the caller's device, or cannot be taken. It is told to
   * contacts only, like every decline without a text.
   */
  'call.decline': {
    payload: v.object({
      callId,
      text: v.optional(declineText),
      reason: v.optional(declineReason, 'declined'),
    }),
    result: nothing,
  },
  /** This device is in another call; the others go on ringing. */
  'call.busy': { payload: ofCall, result: nothing },
  /** The caller gives up while it rings. */
  'call.cancel': { payload: ofCall, result: nothing },
  /** Ends an accepted call; `failed` says that the link could not be made or was lost. */
  'call.bye': {
    payload: v.object({
      callId,
      reason: v.optional(byeReason, 'hung-up'),
    }),
    result: nothing,
  },
  /**
   * Brings back a call that the server has given up, and that this device still holds with `peer`.
   * `waiting`: the peer has not said the same yet, and nothing is granted. `running`: both have, and
   * the call runs as after its accept. `proof` signs `attachStatement`.
   */
  'call.attach': {
    payload: v.object({ ...attachClaim.entries, proof }),
    result: v.object({ outcome: orElse(v.picklist(['waiting', 'running']), 'waiting') }),
  },
  /**
   * Relays an offer, answer or candidate to a device of the same live call. `toDevice` `null`: from
   * the caller, while it rings, to every device that was asked to; the first to ring answers it.
   */
  'call.signal': {
    payload: v.object({ callId, toDevice: v.nullable(deviceId), signal }),
    result: nothing,
  },
  /** The missed calls named were taken into this device's history; the server forgets them. */
  'missed.taken': {
    payload: v.object({ callIds: v.pipe(v.array(callId), v.maxLength(500)) }),
    result: nothing,
  },
  /** Fresh STUN and TURN servers with credentials for this device. */
  'ice.refresh': { payload: nothing, result: iceConfiguration },
} as const satisfies Record<string, RequestContract>;

export type RequestName = keyof typeof requests;
export type RequestPayload<N extends RequestName> = v.InferOutput<(typeof requests)[N]['payload']>;
/** What a client may write: fields with defaults left out. */
export type RequestInput<N extends RequestName> = v.InferInput<(typeof requests)[N]['payload']>;
export type RequestResult<N extends RequestName> = Output<(typeof requests)[N]['result']>;
export type RequestAck<N extends RequestName> = Ack<RequestResult<N>>;

/** Socket.IO's client-to-server event map. */
export type ClientToServer = {
  [N in RequestName]: (payload: RequestInput<N>, ack: (answer: RequestAck<N>) => void) => void;
};

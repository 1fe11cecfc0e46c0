import * as v from 'valibot';
import { callMedia, endReason, saidMedia } from '../call/reasons.ts';
import { understood } from '../forward.ts';
import { cleanText } from '../text/names.ts';
import { proof } from './identity.ts';
import {
  accountId,
  callId,
  type DeviceAddress,
  deviceAddress,
  deviceId,
  orId,
  receivedName,
  timestamp,
} from './ids.ts';

/** Longest text that goes with a decline, in characters. */
export const declineText = v.pipe(v.string(), v.transform(cleanText), v.maxLength(200));

/** RFC 8866 session descriptions of a four-section link are about 8 kB; 48 kB leaves room. */
const sdp = v.pipe(v.string(), v.maxLength(48 * 1024));

const seq = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));

/** How many candidates one signal has at most; a machine with two interfaces finds some six. */
export const maxCandidates = 16;

const candidate = v.object({
  /** RTCIceCandidateInit's `candidate`; the empty string is end-of-candidates (RFC 8838, 8.2). */
  candidate: v.pipe(v.string(), v.maxLength(1024)),
  sdpMid: v.nullable(v.pipe(v.string(), v.maxLength(32))),
  sdpMLineIndex: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64))),
  usernameFragment: v.nullable(v.pipe(v.string(), v.maxLength(256))),
});
export type Candidate = v.InferOutput<typeof candidate>;

/**
 * What one device says to another to open and mend their peer link. `seq` numbers the offers of
 * the call on this link; answers and candidates carry the number of the offer that they belong to,
 * so that stale ones are dropped.
 */
export const signal = v.variant('kind', [
  v.object({
    kind: v.literal('description'),
    type: v.picklist(['offer', 'answer']),
    sdp,
    seq,
    /**
     * The sender's signature (docs/PROTOCOL.md, section 16). A description without one parses, so
     * that its receiver can end the call and say why.
     */
    proof: v.optional(proof),
  }),
  /** What was found within a moment goes together, in the order in which it was found. */
  v.object({
    kind: v.literal('candidates'),
    candidates: v.pipe(v.array(candidate), v.minLength(1), v.maxLength(maxCandidates)),
    seq,
  }),
  /**
   * The called side asks for an offer that restarts ICE; `seq` is the last offer it has taken.
   * `anew`: its peer connection is beyond repair, and only an offer of another one helps.
   */
  v.object({ kind: v.literal('restart'), seq, anew: v.optional(v.boolean()) }),
]);
export type Signal = v.InferOutput<typeof signal>;

/** The other person of a call, as the ringing device sees them. */
export const caller = v.pipe(
  v.object({ id: accountId, displayName: receivedName, isContact: v.boolean() }),
  v.transform(orId),
);
export type Caller = v.InferOutput<typeof caller>;

/** An invite as it reaches each ringing device. */
export const incomingCall = v.object({
  callId,
  from: caller,
  fromDevice: deviceId,
  media: saidMedia,
  /** When the caller invited; the call ends `noAnswerMs` after it. */
  invitedAt: timestamp,
});
export type IncomingCall = v.InferOutput<typeof incomingCall>;

/**
 * How many devices of the callee were asked to ring and may yet answer; 0 where the callee is not a
 * contact. Where it is 1, the accept that comes over that device's link needs no confirmation.
 */
export const asked = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * What a call is to a device that (re)connects: `incoming` rings here, `outgoing` was invited from
 * here, `accepted` is running between this device and `peer`. A call that is not listed is over.
 */
export const liveCall = v.variant('state', [
  v.object({ state: v.literal('incoming'), ...incomingCall.entries }),
  v.object({
    state: v.literal('outgoing'),
    callId,
    to: accountId,
    media: saidMedia,
    invitedAt: timestamp,
    /** Devices that ring; always empty where the callee is not a contact. */
    ringing: v.array(deviceId),
    asked,
  }),
  v.object({
    state: v.literal('accepted'),
    callId,
    peer: deviceAddress,
    media: saidMedia,
    acceptedAt: timestamp,
  }),
]);
export type LiveCall = v.InferOutput<typeof liveCall>;

/**
 * What a device says about a call that it holds with `peer`, when the server no longer knows it. The
 * two devices say the same with sides exchanged.
 */
export const attachClaim = v.object({
  callId,
  peer: deviceAddress,
  /** The side of the device that says so: who invited is the caller. */
  side: v.picklist(['caller', 'callee']),
  media: callMedia,
});
export type AttachClaim = v.InferOutput<typeof attachClaim>;

/** Text that a device signs to attach: nobody else can say it, and it fits no other call or pair. */
export function attachStatement(
  from: DeviceAddress,
  { callId, peer, side }: Pick<AttachClaim, 'callId' | 'peer' | 'side'>,
): string {
  const { account, device } = from;
  return ['tatap attach 1', callId, account, device, peer.account, peer.device, side].join('\n');
}

/** A call that nobody answered while no device of the account was there to show it. */
export const missedCall = v.object({
  callId,
  from: caller,
  media: saidMedia,
  at: timestamp,
  /** How often a stranger called; only the last call is kept of each. Left out: once. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type MissedCall = v.InferOutput<typeof missedCall>;

/** RTCConfiguration.iceServers with the time after which TURN credentials no longer work. */
export const iceConfiguration = v.object({
  iceServers: understood(
    v.object({
      urls: v.array(v.string()),
      username: v.optional(v.string()),
      credential: v.optional(v.string()),
    }),
  ),
  expiresAt: v.nullable(timestamp),
});
export type IceConfiguration = v.InferOutput<typeof iceConfiguration>;

export const callEnded = v.object({
  callId,
  reason: endReason,
  /** The text that came with a decline. */
  text: v.optional(declineText),
});
export type CallEnded = v.InferOutput<typeof callEnded>;

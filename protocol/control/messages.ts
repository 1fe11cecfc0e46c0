import * as v from 'valibot';
import { byeReason, callMedia } from '../call/reasons.ts';
import { signal } from '../signaling/calls.ts';

/**
 * The control channel: the data channel of every peer link that carries in-call state. Both sides
 * create it with these settings (`negotiated: true`), so that it opens with the link and needs no
 * announcement (RFC 8832 is not used).
 */
export const controlChannel = {
  label: 'tatap.control',
  id: 0,
  ordered: true,
  /** Said in `hello`. Raised when an older peer would misunderstand. */
  version: 1,
  /** UTF-16 units of one message; the largest that is sent is a description, limited to 48 KiB. */
  maxLength: 64 * 1024,
} as const;

/** First message of each side. Later versions say here what else they can do. */
const hello = v.object({
  kind: v.literal('hello'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** What the sender sends, whole, after accept and after every change. */
const media = v.object({
  kind: v.literal('media'),
  microphone: v.picklist(['on', 'muted', 'unavailable']),
  camera: v.picklist(['on', 'off', 'unavailable']),
});

/**
 * How the sender's network bears the call, whole, after accept and after every change. A side that
 * has not said so sends its picture and takes all.
 */
const bandwidth = v.object({
  kind: v.literal('bandwidth'),
  /** `paused`: the sender's network bears no picture, its own nor its screen's. Sound goes on. */
  picture: v.picklist(['sent', 'paused']),
  /** `less`: the sender's data costs, and it asks to be sent little. */
  receive: v.picklist(['all', 'less']),
});

/**
 * The callee's person has accepted. The server is told at the same time and decides between devices;
 * this is the shorter way for the same news. Media of the caller follows at once.
 */
const accept = v.object({ kind: v.literal('accept'), media: callMedia });

/**
 * The caller takes this device's accept for the answer without awaiting the server's word: no other
 * device was asked. The callee may show and play what comes.
 */
const agreed = v.object({ kind: v.literal('agreed') });

/** The sender has ended the call. Reasons as in the request `call.bye`. */
const bye = v.object({
  kind: v.literal('bye'),
  reason: byeReason,
});

/** An offer, answer or candidate of this link: ICE restarts go on without the server. */
const linkSignal = v.object({ kind: v.literal('signal'), signal });

export const controlMessage = v.variant('kind', [
  hello,
  accept,
  agreed,
  media,
  bandwidth,
  bye,
  linkSignal,
]);
export type ControlMessage = v.InferOutput<typeof controlMessage>;

/** What the other side says it sends. */
export type MediaState = Omit<v.InferOutput<typeof media>, 'kind'>;

/** What the other side says about its network. */
export type BandwidthState = Omit<v.InferOutput<typeof bandwidth>, 'kind'>;

export type ByeReason = v.InferOutput<typeof bye>['reason'];

/**
 * What became of an incoming message: `message`, or `unknown` for a kind that a newer version
 * added (to be ignored), or `malformed`, with the reason and never the content.
 */
export type ControlReading =
  | { readonly outcome: 'message'; readonly message: ControlMessage }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'malformed'; readonly issue: string };

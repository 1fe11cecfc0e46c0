import * as v from 'valibot';
import { byeReason, saidMedia } from '../call/reasons.ts';
import { orElse } from '../forward.ts';
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

/**
 * The data channel on which each side sends the other trains of packets while it rings, for it to
 * see how fast they come. Made by both sides with these settings once the link is up. A packet holds
 * the number of its train, its own number in the train, and zeros.
 */
export const pathChannel = {
  label: 'tatap.path',
  id: 1,
  ordered: false,
  maxRetransmits: 0,
  trains: 5,
  packetsOfTrain: 4,
  /** With all headers no larger than what every path carries whole (RFC 8261, section 5: 1200). */
  packetBytes: 1_100,
} as const;

/** First message of each side. Later versions say here what else they can do. */
const hello = v.object({
  kind: v.literal('hello'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** What the sender sends, whole, after accept and after every change. */
const media = v.object({
  kind: v.literal('media'),
  microphone: orElse(v.picklist(['on', 'muted', 'unavailable']), 'on'),
  camera: orElse(v.picklist(['on', 'off', 'unavailable']), 'on'),
});

/**
 * How the sender's network bears the call, whole, after accept and after every change. A side that
 * has not said so sends its picture and takes all.
 */
const bandwidth = v.object({
  kind: v.literal('bandwidth'),
  /** `paused`: the sender's network bears no picture, its own nor its screen's. Sound goes on. */
  picture: orElse(v.picklist(['sent', 'paused']), 'sent'),
  /** `less`: the sender's data costs, and it asks to be sent little. */
  receive: orElse(v.picklist(['all', 'less']), 'all'),
});

/** A share, from 0 to 1. */
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/**
 * What the sender receives, and what holds it back, over the last few seconds; about every 2 s while
 * media flow. Neither side can tell whose fault it is without the other's view.
 */
const quality = v.object({
  kind: v.literal('quality'),
  /** Packets lost on their way to the sender; `null` where none was awaited. */
  loss: v.nullable(share),
  /** Sound that the sender had to make up; `null` where it plays none. */
  concealed: v.nullable(share),
  /** Pictures that the sender shows in a second; `null` where it awaits none. */
  framesPerSecond: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1_000))),
  /** What keeps the sender from sending as it wants to. */
  limited: orElse(v.picklist(['nothing', 'processor', 'network']), 'nothing'),
  /** What it has found about its own line, away from this call; `unknown` while it has not looked. */
  line: orElse(v.picklist(['unknown', 'fast', 'good', 'lossy', 'slow']), 'unknown'),
});

/**
 * What the sender shows of its screen, whole, after accept and after every change. A side that has
 * not said so shows nothing of it.
 */
const screen = v.object({
  kind: v.literal('screen'),
  picture: orElse(v.picklist(['shared', 'none']), 'none'),
  /** The computer's sound beside it. */
  sound: orElse(v.picklist(['shared', 'none']), 'none'),
});

/**
 * Whether the sender has put the call on hold, whole, after every change. A side that has not said so
 * has not. While either has, neither sends sound or picture.
 */
const hold = v.object({
  kind: v.literal('hold'),
  state: orElse(v.picklist(['held', 'running']), 'running'),
});

/**
 * The callee's person has accepted. The server is told at the same time and decides between devices;
 * this is the shorter way for the same news. Media of the caller follows at once.
 */
const accept = v.object({ kind: v.literal('accept'), media: saidMedia });

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

/** How much the way to its sender bears, in bit/s, as the trains told that came there. */
const capacity = v.object({
  kind: v.literal('capacity'),
  bps: v.pipe(v.number(), v.finite(), v.minValue(0)),
});

export const controlMessage = v.variant('kind', [
  hello,
  accept,
  agreed,
  media,
  bandwidth,
  quality,
  screen,
  hold,
  bye,
  linkSignal,
  capacity,
]);
export type ControlMessage = v.InferOutput<typeof controlMessage>;

/** What the other side says it sends. */
export type MediaState = Omit<v.InferOutput<typeof media>, 'kind'>;

/** What the other side says about its network. */
export type BandwidthState = Omit<v.InferOutput<typeof bandwidth>, 'kind'>;

/** What the other side sees of the call's quality. */
export type QualityView = Omit<v.InferOutput<typeof quality>, 'kind'>;

/** What the other side says it shows of its screen. */
export type ScreenState = Omit<v.InferOutput<typeof screen>, 'kind'>;

/** Whether a side has put the call on hold. */
export type HoldState = v.InferOutput<typeof hold>['state'];

export type ByeReason = v.InferOutput<typeof bye>['reason'];

/**
 * What became of an incoming message: `message`, or `unknown` for a kind that a newer version
 * added (to be ignored), or `malformed`, with the reason and never the content.
 */
export type ControlReading =
  | { readonly outcome: 'message'; readonly message: ControlMessage }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'malformed'; readonly issue: string };

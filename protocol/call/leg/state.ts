import type { HoldState } from '../../control/messages.ts';
import type { AckCode } from '../../signaling/codes.ts';
import type { AccountId, CallId, DeviceId } from '../../signaling/ids.ts';
import type { CallMedia, EndReason } from '../reasons.ts';

/** The other person of a call, as this device calls them. */
export interface Person {
  readonly id: AccountId;
  readonly name: string;
  readonly isContact: boolean;
}

export type Direction = 'outgoing' | 'incoming';

/**
 * Whose invite the call is. Not the direction: where two people call each other, both calls are
 * outgoing, and one of the two is the called side of the call that is made of them.
 */
export type Side = 'caller' | 'callee';

/** Why a request did not succeed: the server's code, or that no answer came. */
export type RefusalCode = AckCode | 'unreachable' | 'timeout';

/** A peer link before it has been needed. `closed`: none is open to that device. */
export type LinkProgress = 'closed' | 'connecting' | 'connected';

/** A call that rings on this device. */
export interface Ring {
  readonly callId: CallId;
  readonly person: Person;
  /** The caller's device. */
  readonly device: DeviceId;
  readonly media: CallMedia;
}

/**
 * Names a leg on this device, as SIP's local tag does (RFC 3261, section 19.3). It stays when the
 * call gets another ID, which happens where two people invite each other.
 */
export type LegId = number;

interface LegFacts {
  readonly leg: LegId;
  readonly callId: CallId;
  readonly person: Person;
  /** What the call was started as. */
  readonly media: CallMedia;
  /** When it was started or began to ring here; milliseconds since the epoch, this clock. */
  readonly since: number;
}

/** This person called and nobody has accepted yet. */
export interface Outgoing extends LegFacts {
  readonly phase: 'outgoing';
  readonly invite: 'sent' | 'acknowledged';
  /** Devices that ring, with the link that is negotiated meanwhile. Empty for strangers. */
  readonly ringing: readonly RingingPeer[];
  /** How many devices the server has asked to ring, as far as it has said; more may come. */
  readonly asked: number;
  /** The first device that said over its link that it accepts; the server has not said who won. */
  readonly answering: DeviceId | null;
  /** The person called calls this device too: the server is about to join the two calls. */
  readonly crossing: Ring | null;
}

/** A device of the person called. */
export interface RingingPeer {
  readonly device: DeviceId;
  readonly link: LinkProgress;
  /** What it has said of hold: it may be in the call before this device has heard of the accept. */
  readonly hold: HoldState;
}

/** It rings here. */
export interface Incoming extends LegFacts {
  readonly phase: 'incoming';
  readonly device: DeviceId;
  readonly link: LinkProgress;
}

/**
 * Who says that this answer counts. The server decides which device was the first; where only one
 * was asked, its accept is believed as it comes over the link, and the server hears of it later.
 */
export type Answer =
  /** Accepted here; neither the caller nor the server has said that it counts. */
  | { readonly state: 'sent'; readonly media: CallMedia }
  /** Accepted here; the caller has said that it counts. */
  | { readonly state: 'agreed'; readonly media: CallMedia }
  /** The other side said over the link that it accepts, and nobody else can have. */
  | { readonly state: 'heard' }
  /** The server has said so. */
  | { readonly state: 'confirmed' };

/** Accepted; the link is not up yet, or (when accepted here) nobody has agreed yet. */
export interface Connecting extends LegFacts {
  readonly phase: 'connecting';
  readonly direction: Direction;
  readonly side: Side;
  readonly device: DeviceId;
  readonly answer: Answer;
  readonly link: 'connecting' | 'connected';
  readonly hold: Hold;
}

/** What each side has said of hold. While either holds, nobody is seen or heard. */
export interface Hold {
  readonly own: HoldState;
  readonly peer: HoldState;
}

/** How the link of a running call is. `lost` gives up after `linkLossMs`. */
export type LinkHealth =
  | { readonly state: 'connected' }
  | { readonly state: 'lost'; readonly since: number };

interface Talk extends LegFacts {
  readonly direction: Direction;
  readonly side: Side;
  readonly device: DeviceId;
  readonly answer: Exclude<Answer, { state: 'sent' }>;
  readonly startedAt: number;
  readonly health: LinkHealth;
}

/** Both sides are seen and heard. */
export interface Active extends Talk {
  readonly phase: 'active';
}

/** On hold: nobody is seen or heard. */
export interface Held extends Talk {
  readonly phase: 'held';
  /** One side at least holds. */
  readonly hold: Hold;
}

/** A call that two devices are in. */
export type Established = Active | Held;

/** Over, and still shown. */
export interface Ended extends LegFacts {
  readonly phase: 'ended';
  readonly direction: Direction;
  readonly reason: EndReason;
  /** Whose act it was; `nobody` for timeouts and lost links. */
  readonly by: 'self' | 'peer' | 'nobody';
  /** The text that came with a decline. */
  readonly text: string | null;
  /** Length of the conversation; `null` where there was none. */
  readonly durationMs: number | null;
  /** Why the server refused, where `reason` is `refused`. */
  readonly refusal: RefusalCode | null;
}

/** A leg that has not ended. */
export type Live = Outgoing | Incoming | Connecting | Established;

/**
 * What this device has with one other device in one call (SIP's dialog, RFC 3261, section 12). While
 * the other person's devices ring it is a leg to one of them, not yet known which: the invite is
 * forked (section 4).
 */
export type LegState = Live | Ended;

/** What is the same in every phase. */
export function factsOf({ leg, callId, person, media, since }: Live): LegFacts {
  return { leg, callId, person, media, since };
}

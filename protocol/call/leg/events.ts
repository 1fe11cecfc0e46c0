import type { HoldState } from '../../control/messages.ts';
import type { LiveCall } from '../../signaling/calls.ts';
import type { CallId, DeviceId } from '../../signaling/ids.ts';
import type { RequestResult } from '../../signaling/requests.ts';
import type { ByeReason, CallMedia, EndReason } from '../reasons.ts';
import type { LegId, RefusalCode, Ring } from './state.ts';

/** A call of the `registered` snapshot, with the caller described where it rings. */
export type ListedCall =
  | ({ readonly state: 'incoming' } & Ring)
  | Exclude<LiveCall, { state: 'incoming' }>;

/** What the server acknowledged an invite with. */
export type InviteOutcome =
  | { readonly outcome: 'calling' }
  | {
      readonly outcome: 'accepted';
      readonly callId: CallId;
      readonly peer: DeviceId;
      /** The peer's name as this device shows it. Absent: the name does not change. */
      readonly name?: string;
    };

/** Timers that a leg asks for by name; one of a name runs at a time in each leg. */
export type TimerName = 'no-answer' | 'connect' | 'link-loss';

/** What a person or the server means. */
interface OfCall {
  readonly callId: CallId;
}

/** What the runner of a leg tells of it. */
interface OfLeg {
  readonly leg: LegId;
}

interface OfLink extends OfLeg {
  readonly device: DeviceId;
}

/** An event of one leg without its time, which the runner adds. */
export type LegInput =
  // the person
  | (OfCall & { readonly type: 'accept'; readonly media: CallMedia })
  | (OfCall & { readonly type: 'decline'; readonly text?: string })
  /** Puts the running call on hold, or goes on with it. */
  | (OfCall & { readonly type: 'hold'; readonly state: HoldState })
  | (OfCall & { readonly type: 'hang-up' })
  /** To every leg. */
  | { readonly type: 'sign-out' }
  // the server
  /** To the leg whose invite the call crosses, if there is one. */
  | { readonly type: 'server.incoming'; readonly ring: Ring }
  | (OfCall & {
      readonly type: 'server.ringing';
      readonly device: DeviceId;
      /** How many devices of the callee were asked to ring and may yet answer. */
      readonly asked: number;
    })
  | (OfCall & {
      readonly type: 'server.accepted';
      readonly device: DeviceId;
      /** The callee's name as this device shows it after the answer. Absent: no change. */
      readonly name?: string;
    })
  | (OfCall & {
      readonly type: 'server.ended';
      readonly reason: EndReason;
      readonly text?: string | undefined;
    })
  /** The other device of a call says, signed, that it holds the call; the server has given it up. */
  | (OfCall & { readonly type: 'server.attaching'; readonly device: DeviceId })
  /** The other device has attached too: the server knows the call again. */
  | (OfCall & { readonly type: 'server.attached' })
  // acknowledgements
  | (OfCall & { readonly type: 'invite.acknowledged'; readonly result: InviteOutcome })
  | (OfCall & { readonly type: 'invite.refused'; readonly code: RefusalCode })
  | (OfCall & { readonly type: 'ringing.refused'; readonly code: RefusalCode })
  | (OfCall & { readonly type: 'accept.acknowledged' })
  | (OfCall & { readonly type: 'accept.refused'; readonly code: RefusalCode })
  | (OfCall & {
      readonly type: 'attach.acknowledged';
      readonly outcome: RequestResult<'call.attach'>['outcome'];
    })
  | (OfCall & { readonly type: 'attach.refused'; readonly code: RefusalCode })
  // peer links
  | (OfLink & { readonly type: 'link.connected' })
  | (OfLink & { readonly type: 'link.interrupted' })
  | (OfLink & { readonly type: 'link.failed' })
  /** The descriptions of the two sides do not fit. */
  | (OfLink & { readonly type: 'link.unfit' })
  /** A description that was not signed by this device, who the server says sent it. */
  | (OfLink & { readonly type: 'link.forged' })
  /** A ringing device says that its person has accepted. */
  | (OfLink & { readonly type: 'link.accepted' })
  /** The caller says that this device's accept counts. */
  | (OfLink & { readonly type: 'link.agreed' })
  /** The other side has put the call on hold, or goes on with it. */
  | (OfLink & { readonly type: 'link.hold'; readonly state: HoldState })
  /** Another link to the device takes the place of the one that was there. */
  | (OfLink & { readonly type: 'link.reopened' })
  | (OfLink & { readonly type: 'link.bye'; readonly reason: ByeReason })
  | (OfLeg & { readonly type: 'timer'; readonly timer: TimerName });

/** An input of a leg, and when it came: milliseconds since the epoch by this device's clock. */
export type LegEvent = LegInput & { readonly at: number };

export type EventOf<T extends LegEvent['type']> = Extract<LegEvent, { type: T }>;

import type { HoldState } from '../../control/messages.ts';
import type { LiveCall } from '../../signaling/calls.ts';
import type { CallId, DeviceId } from '../../signaling/ids.ts';
import type { RequestResult } from '../../signaling/requests.ts';
import type { ByeReason, CallMedia, EndReason } from '../reasons.ts';
import type { Person, RefusalCode, Ring } from './state.ts';

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

/** Timers that the machine asks for by name; one of a name runs at a time. */
export type TimerName = 'no-answer' | 'connect' | 'link-loss';

/** An event without its time, which the runner of the machine adds. */
export type EventInput =
  // the person
  | {
      readonly type: 'start';
      readonly callId: CallId;
      readonly person: Person;
      readonly media: CallMedia;
    }
  | { readonly type: 'accept'; readonly media: CallMedia }
  /** A button that calls or accepts is held down: its click comes a moment later, or `released`. */
  | { readonly type: 'pressed'; readonly media: CallMedia }
  /** It was let go. After its click this means nothing. */
  | { readonly type: 'released' }
  | { readonly type: 'decline'; readonly text?: string }
  /** Puts the running call on hold, or goes on with it. */
  | { readonly type: 'hold'; readonly state: HoldState }
  | { readonly type: 'hang-up' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'sign-out' }
  // the server
  | { readonly type: 'server.incoming'; readonly ring: Ring }
  | {
      readonly type: 'server.ringing';
      readonly callId: CallId;
      readonly device: DeviceId;
      /** How many devices of the callee were asked to ring and may yet answer. */
      readonly asked: number;
    }
  | {
      readonly type: 'server.accepted';
      readonly callId: CallId;
      readonly device: DeviceId;
      /** The callee's name as this device shows it after the answer. Absent: no change. */
      readonly name?: string;
    }
  | {
      readonly type: 'server.ended';
      readonly callId: CallId;
      readonly reason: EndReason;
      readonly text?: string | undefined;
    }
  | {
      readonly type: 'server.registered';
      readonly calls: readonly ListedCall[];
      /** Calls to this account that ended lately and were not missed: somebody took them. */
      readonly handled: readonly CallId[];
    }
  /** The other device of a call says, signed, that it holds the call; the server has given it up. */
  | { readonly type: 'server.attaching'; readonly callId: CallId; readonly device: DeviceId }
  /** The other device has attached too: the server knows the call again. */
  | { readonly type: 'server.attached'; readonly callId: CallId }
  // acknowledgements
  | {
      readonly type: 'invite.acknowledged';
      readonly callId: CallId;
      readonly result: InviteOutcome;
    }
  | { readonly type: 'invite.refused'; readonly callId: CallId; readonly code: RefusalCode }
  | { readonly type: 'ringing.refused'; readonly callId: CallId; readonly code: RefusalCode }
  | { readonly type: 'accept.acknowledged'; readonly callId: CallId }
  | { readonly type: 'accept.refused'; readonly callId: CallId; readonly code: RefusalCode }
  | {
      readonly type: 'attach.acknowledged';
      readonly callId: CallId;
      readonly outcome: RequestResult<'call.attach'>['outcome'];
    }
  | { readonly type: 'attach.refused'; readonly callId: CallId; readonly code: RefusalCode }
  // peer links
  | { readonly type: 'link.connected'; readonly device: DeviceId }
  | { readonly type: 'link.interrupted'; readonly device: DeviceId }
  | { readonly type: 'link.failed'; readonly device: DeviceId }
  /** The descriptions of the two sides do not fit. */
  | { readonly type: 'link.unfit'; readonly device: DeviceId }
  /** A description that was not signed by this device, who the server says sent it. */
  | { readonly type: 'link.forged'; readonly device: DeviceId }
  /** A ringing device says that its person has accepted. */
  | { readonly type: 'link.accepted'; readonly device: DeviceId }
  /** The caller says that this device's accept counts. */
  | { readonly type: 'link.agreed'; readonly device: DeviceId }
  /** The other side has put the call on hold, or goes on with it. */
  | { readonly type: 'link.hold'; readonly device: DeviceId; readonly state: HoldState }
  /** Another link to the device takes the place of the one that was there. */
  | { readonly type: 'link.reopened'; readonly device: DeviceId }
  | { readonly type: 'link.bye'; readonly device: DeviceId; readonly reason: ByeReason }
  | { readonly type: 'timer'; readonly timer: TimerName };

/** An input of the machine, and when it came: milliseconds since the epoch by this device's clock. */
export type LegEvent = EventInput & { readonly at: number };

/** Every event but the snapshot, which `reconcile` turns into the others. */
export type PlainEvent = Exclude<LegEvent, { type: 'server.registered' }>;

export type EventOf<T extends LegEvent['type']> = Extract<LegEvent, { type: T }>;

import type { AckCode } from '../../signaling/codes.ts';
import type { AccountId, CallId, DeviceAddress, DeviceId } from '../../signaling/ids.ts';
import type { ByeReason, CallMedia, DeclineReason, EndReason } from '../reasons.ts';

/** What stays the same for a call's whole life. */
export interface CallFacts {
  readonly callId: CallId;
  readonly caller: AccountId;
  readonly callerDevice: DeviceId;
  readonly callee: AccountId;
  readonly media: CallMedia;
  /** Milliseconds since the epoch. */
  readonly invitedAt: number;
  /**
   * What the caller is to the callee. Contacts see who rings, who is busy and who declines;
   * strangers see nothing until somebody accepts, so that they cannot learn who is there.
   */
  readonly relationship: 'contact' | 'stranger';
}

/**
 * How far one device of the callee is. `returned`: it rang, and has registered anew since (its
 * program may have been restarted), so its next `ringing` is news to the caller.
 */
export type RingingDevice = 'notified' | 'ringing' | 'returned' | 'busy';

/** It rings, or would ring if a device of the callee were there. */
export interface RingingCall {
  readonly phase: 'ringing';
  readonly call: CallFacts;
  readonly devices: Readonly<Record<DeviceId, RingingDevice>>;
}

/** The caller waits, and no device of the callee rings or will ring. */
export interface NotRingingCall {
  readonly phase: 'not-ringing';
  readonly call: CallFacts;
  /** What the caller is told when the time is up. */
  readonly endsAs: 'no-answer' | 'unavailable' | 'do-not-disturb';
  /** Whether the callee is told later that somebody called. */
  readonly missed: 'recorded' | 'dropped';
}

export interface AcceptedCall {
  readonly phase: 'accepted';
  readonly call: CallFacts;
  readonly calleeDevice: DeviceId;
  /** What the callee answered with. */
  readonly media: CallMedia;
  readonly acceptedAt: number;
}

/**
 * The server has given the call up, and one of its devices says that it goes on. Until the other
 * says the same, this grants nothing: no signal passes, and nobody is in a call.
 */
export interface AttachingCall {
  readonly phase: 'attaching';
  /** As the first device says. */
  readonly call: CallFacts;
  readonly calleeDevice: DeviceId;
  /** The device that attached first. */
  readonly by: DeviceAddress;
  /** The call as the server has ended it; `null`: the server knows of none. */
  readonly before: EndedCall | null;
}

export interface EndedCall {
  readonly phase: 'ended';
  readonly call: CallFacts;
  readonly reason: EndReason;
  /** Whether it was kept as missed for the callee. */
  readonly missed: boolean;
}

/** The server's truth about one call: plain data, so that it can be stored and read back. */
export type RoutingState = RingingCall | NotRingingCall | AcceptedCall | AttachingCall | EndedCall;

/** Which devices ring for an invite. */
export type RingTargets =
  /** These devices ring, and those that connect later. */
  | { readonly by: 'devices'; readonly devices: readonly DeviceId[] }
  /**
   * No device rings. `tells` is what a contact hears, `unavailable` if left out; a stranger waits
   * for `no-answer`.
   */
  | {
      readonly by: 'nobody';
      readonly missed: 'recorded' | 'dropped';
      readonly tells?: 'do-not-disturb';
    };

type Asked<T extends string, Fields extends object = Record<never, never>> = {
  readonly type: T;
  /** The device that asks. It belongs to the caller's account or the callee's, and may not be in the call. */
  readonly from: DeviceAddress;
} & Readonly<Fields>;

export type RoutingEvent =
  | Asked<'ringing'>
  | Asked<'busy'>
  | Asked<'accept', { media: CallMedia; at: number }>
  | Asked<
      'decline',
      {
        text?: string | undefined;
        reason: DeclineReason;
      }
    >
  | Asked<'cancel'>
  | Asked<'bye', { reason: ByeReason }>
  /** Glare: this device of the callee has invited the caller in turn. */
  | Asked<'glare', { media: CallMedia; at: number }>
  /** A device says that it still holds this call with `peer`. */
  | Asked<'attach', { peer: DeviceId; at: number }>
  /**
   * A device of the callee registered. `isShown`: the snapshot that it gets shows the call
   * (`viewOf`), so it needs no event.
   */
  | { readonly type: 'joined'; readonly device: DeviceId; readonly isShown: boolean }
  /** A device is gone for good: it said goodbye, was signed out, or stayed away too long. */
  | { readonly type: 'gone'; readonly from: DeviceAddress }
  /** A contact calls: the stranger's call stops ringing, and the stranger does not notice. */
  | { readonly type: 'displaced' }
  /** The callee blocks the caller, who must not notice. */
  | { readonly type: 'blocked' }
  /** The timer that the call asked for has run out. */
  | { readonly type: 'timeout' };

/** Why an event that a device asked for was refused. */
export type RoutingRefusal = Extract<AckCode, 'call-over' | 'answered-elsewhere' | 'not-in-call'>;

/** What is to be done, in this order, by whoever runs the machine. */
export type RoutingEffect =
  /** The acknowledgement of the event; exactly one for each that a device asked for. */
  | { readonly type: 'acknowledge'; readonly refusal: RoutingRefusal | null }
  /** Shows the invite on a device of the callee. */
  | { readonly type: 'incoming'; readonly to: DeviceAddress }
  /** Tells the caller's device that a device of the callee rings. */
  | {
      readonly type: 'ringing';
      readonly to: DeviceAddress;
      readonly device: DeviceId;
      readonly asked: number;
    }
  /** Tells the caller's device which device accepted first. */
  | {
      readonly type: 'accepted';
      readonly to: DeviceAddress;
      readonly device: DeviceId;
      readonly media: CallMedia;
    }
  /** Asks a device whether it holds the call too: `by` says so. */
  | { readonly type: 'attaching'; readonly to: DeviceAddress; readonly by: DeviceAddress }
  /** Tells the device that attached first that the call runs again. */
  | { readonly type: 'attached'; readonly to: DeviceAddress }
  | {
      readonly type: 'ended';
      readonly to: DeviceAddress;
      readonly reason: EndReason;
      readonly text?: string | undefined;
    }
  /** Sends `timeout` after the delay. One timer runs for a call at a time. */
  | { readonly type: 'start-timer'; readonly delayMs: number }
  | { readonly type: 'stop-timer' }
  /** Keeps the call as missed for the callee and says so to its devices. */
  | { readonly type: 'record-missed' }
  /** This device of the callee took the call: it was not missed, and the other devices hear so. */
  | { readonly type: 'take-missed'; readonly device: DeviceId }
  /** Only one device claimed the call, and the other one did not answer: nothing of it is kept. */
  | { readonly type: 'forget' };

/** What an event led to. */
export interface RoutingStep<S extends RoutingState = RoutingState> {
  readonly state: S;
  readonly effects: readonly RoutingEffect[];
}

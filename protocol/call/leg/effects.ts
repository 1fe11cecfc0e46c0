import type { ControlMessage, HoldState } from '../../control/messages.ts';
import type { AttachClaim } from '../../signaling/calls.ts';
import type { CallId, DeviceId } from '../../signaling/ids.ts';
import type { RequestInput } from '../../signaling/requests.ts';
import type { ByeReason, CallMedia, EndReason } from '../reasons.ts';
import type { TimerName } from './events.ts';
import type { Direction, Hold, LegState, Person } from './state.ts';

/** The requests that legs make. Answers of invite, ringing and accept come back as events. */
export type LegRequest =
  | 'call.invite'
  | 'call.ringing'
  | 'call.accept'
  | 'call.decline'
  | 'call.busy'
  | 'call.cancel'
  | 'call.bye';

type RequestEffect = {
  [N in LegRequest]: {
    readonly type: 'request';
    readonly name: N;
    readonly payload: RequestInput<N>;
  };
}[LegRequest];

/** A call that is over, for the history. */
export interface CallRecord {
  readonly callId: CallId;
  readonly person: Person;
  readonly direction: Direction;
  readonly media: CallMedia;
  readonly at: number;
  readonly durationMs: number | null;
  readonly reason: EndReason;
  /** Incoming, and answered neither here nor elsewhere. */
  readonly missed: boolean;
}

/** What is to be done for a leg, in this order, by whoever runs it. All of it may be repeated. */
export type Effect =
  | RequestEffect
  /** Says to the server, signed, that this device still holds the call (`call.attach`). */
  | { readonly type: 'attach'; readonly claim: AttachClaim }
  /**
   * Makes the caller's side of a link ahead of the first `link.open`. Its offer goes to every device
   * that is asked to ring, `at-once`, or waits for the device that is to have it.
   */
  | { readonly type: 'link.prepare'; readonly offer: 'at-once' | 'waits' }
  | { readonly type: 'link.open'; readonly device: DeviceId; readonly role: 'caller' | 'callee' }
  /** The device was not the one. */
  | { readonly type: 'link.close'; readonly device: DeviceId }
  /** Closes all links, a prepared one included; `farewell` is said over the control channel. */
  | { readonly type: 'links.close'; readonly farewell: ByeReason | null }
  /** Links that are down try again: signals reach the other side again. */
  | { readonly type: 'links.mend' }
  /** Says over the control channel, where the link is up, what the server is told or decides too. */
  | {
      readonly type: 'link.tell';
      readonly device: DeviceId;
      readonly message: Extract<ControlMessage, { kind: 'accept' | 'agreed' }>;
    }
  /** Sends own tracks over the link as they become ready. */
  | { readonly type: 'tracks.attach'; readonly device: DeviceId }
  /** Lets the other side be seen and heard. */
  | { readonly type: 'playback.open'; readonly device: DeviceId }
  | { readonly type: 'media.open'; readonly media: CallMedia }
  | { readonly type: 'media.close' }
  /** During the own hold the camera is closed. */
  | { readonly type: 'media.hold'; readonly state: HoldState }
  /** Sends and plays nothing over the link while either side holds; tells the other of the own hold. */
  | { readonly type: 'link.hold'; readonly device: DeviceId; readonly hold: Hold }
  | { readonly type: 'timer.start'; readonly timer: TimerName; readonly delayMs: number }
  | { readonly type: 'timer.stop'; readonly timer: TimerName }
  | {
      readonly type: 'ring.start';
      readonly callId: CallId;
      readonly person: Person;
      readonly media: CallMedia;
    }
  | { readonly type: 'ring.stop' }
  /** The tone that the caller hears. */
  | { readonly type: 'ringback.start' }
  | { readonly type: 'ringback.stop' }
  /** This device answers the call, so it is not missed, even if the server lists it as missed. */
  | { readonly type: 'record.answered'; readonly callId: CallId }
  | { readonly type: 'record'; readonly record: CallRecord };

/** What an event led to. */
export interface Step {
  readonly state: LegState;
  readonly effects: readonly Effect[];
}

/** The event means nothing in this state. */
export function stay(state: LegState): Step {
  return { state, effects: [] };
}

export function step(state: LegState, ...effects: readonly Effect[]): Step {
  return { state, effects };
}

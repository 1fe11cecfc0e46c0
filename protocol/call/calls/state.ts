import type { CallId } from '../../signaling/ids.ts';
import type { CallRecord, Effect, LegRequest } from '../leg/effects.ts';
import type { LegInput, ListedCall } from '../leg/events.ts';
import type { LegId, LegState, Live, Person, Ring } from '../leg/state.ts';
import type { CallMedia } from '../reasons.ts';

/** A call of two people: one leg. Its ID is the one that the leg has now. */
export interface DirectCall {
  readonly kind: 'direct';
  readonly id: CallId;
  readonly legs: readonly [LegState];
}

/** What people are in: who, with which devices (`roster/`), over which legs. Conferences follow. */
export type Call = DirectCall;

/** A call that this device is busy to, and when it came in. */
export interface BusyCall extends Ring {
  readonly at: number;
}

/** What this device keeps of calls that are over, or that it is not in. */
export interface Memory {
  /**
   * Calls that ended here, the latest last. The server may not know yet: what it still says of them
   * (a snapshot, an invite sent twice) must not bring them back.
   */
  readonly endedCalls: readonly CallId[];
  /** The latest calls that this device made or accepted. */
  readonly joined: readonly CallId[];
  /**
   * Calls that came in while another one ran, and that have not ended. Whether they were missed is
   * known when they end: another device of the account may take them.
   */
  readonly busyTo: readonly BusyCall[];
}

/**
 * The calls of one device, the latest last: live ones, of which at most one is not held by this
 * side, and at most one that is over and still shown.
 */
export interface DeviceCalls {
  readonly calls: readonly Call[];
  readonly memory: Memory;
  readonly nextLeg: LegId;
}

export const noCalls: DeviceCalls = {
  calls: [],
  memory: { endedCalls: [], joined: [], busyTo: [] },
  nextLeg: 1,
};

/** An event without its time, which the runner of the machine adds. */
export type EventInput =
  | LegInput
  | {
      readonly type: 'start';
      readonly callId: CallId;
      readonly person: Person;
      readonly media: CallMedia;
    }
  /** The call that is over is no longer shown. */
  | { readonly type: 'dismiss' }
  | {
      readonly type: 'server.registered';
      readonly calls: readonly ListedCall[];
      /** Calls to this account that ended lately and were not missed: somebody took them. */
      readonly handled: readonly CallId[];
    };

/** An input of the machine, and when it came: milliseconds since the epoch by this device's clock. */
export type CallsEvent = EventInput & { readonly at: number };

/** What is done for calls that have no leg here. */
type Aside =
  | Extract<
      Effect,
      { type: 'request'; name: Extract<LegRequest, 'call.busy' | 'call.bye' | 'call.cancel'> }
    >
  | { readonly type: 'record'; readonly record: CallRecord };

/** What is to be done, in this order, and for which leg. All of it may be repeated. */
export type CallsEffect = (Effect & { readonly leg: LegId }) | (Aside & { readonly leg: null });

/** What an event led to. */
export interface CallsStep {
  readonly state: DeviceCalls;
  readonly effects: readonly CallsEffect[];
}

export function directCall(leg: LegState): DirectCall {
  return { kind: 'direct', id: leg.callId, legs: [leg] };
}

/** All legs of all calls. */
export function legsOf({ calls }: DeviceCalls): readonly LegState[] {
  return calls.flatMap(({ legs }) => legs);
}

export function isLive(leg: LegState): leg is Live {
  return leg.phase !== 'ended';
}

/** Held by this side: another call may be heard meanwhile. */
export function isAside(leg: LegState): boolean {
  return 'hold' in leg && leg.hold.own === 'held';
}

/**
 * The call that the person is in: the one that rings or is heard, else the one that has just ended,
 * else the latest that is held.
 */
export function callInFront({ calls }: DeviceCalls): Call | undefined {
  const newest = calls.toReversed();
  return (
    newest.find(({ legs: [leg] }) => isLive(leg) && !isAside(leg)) ??
    newest.find(({ legs: [leg] }) => !isLive(leg)) ??
    newest[0]
  );
}

/** The event means nothing. */
export function stay(state: DeviceCalls): CallsStep {
  return { state, effects: [] };
}

/** One step, and the next one after it. */
export function join(first: CallsStep, next: CallsStep): CallsStep {
  return { state: next.state, effects: [...first.effects, ...next.effects] };
}

/** Takes a step for each item, one after the other. */
export function each<T>(
  first: CallsStep,
  items: readonly T[],
  stepOf: (state: DeviceCalls, item: T) => CallsStep,
): CallsStep {
  return items.reduce((so, item) => join(so, stepOf(so.state, item)), first);
}

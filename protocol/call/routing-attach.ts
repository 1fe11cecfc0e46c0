import { assertNever } from '../assert-never.ts';
import type { DeviceId } from '../signaling/ids.ts';
import {
  acknowledged,
  ended,
  otherParty,
  refuse,
  stay,
  step,
  takeMissed,
  tell,
} from './routing-outcomes.ts';
import type {
  AttachingCall,
  CallFacts,
  Party,
  RoutingEvent,
  RoutingRefusal,
  RoutingState,
  RoutingStep,
} from './routing-types.ts';
import { attachWaitMs } from './timing.ts';

/**
 * Begins to bring a call back that the server has given up: one device says that it holds the call,
 * and the other one is asked.
 *
 * @param missed - whether the call is kept as missed for the callee
 */
export function attach(
  call: CallFacts,
  calleeDevice: DeviceId,
  by: Party['side'],
  missed = false,
): RoutingStep {
  const state: AttachingCall = { phase: 'attaching', call, calleeDevice, by, missed };
  return step(state, acknowledged, ...asking(state), {
    type: 'start-timer',
    delayMs: attachWaitMs,
  });
}

/** The machine of a call that waits for its second device. */
export function whileAttaching(state: AttachingCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'attach':
      return again(state, event);
    case 'cancel':
    case 'bye':
      return isOf(state, event.from) ? givenUp(state, event.from) : refuse(state, 'not-in-call');
    case 'ringing':
    case 'busy':
    case 'accept':
    case 'glare':
    case 'decline':
      return refuse(state, 'call-over');
    case 'gone':
      return isSame(event.from, firstOf(state))
        ? step(ended(state.call, 'gone'), { type: 'stop-timer' })
        : stay(state);
    case 'blocked':
    case 'timeout':
      return step(ended(state.call, 'gone'), { type: 'stop-timer' });
    case 'joined':
    case 'displaced':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** Whether a device may bring back a call that the server knows; `known` runs already. */
export type Attachable = 'known' | 'given-up' | RoutingRefusal;

/**
 * What an attach of a device to a call means. Only calls that the server itself gave up come back:
 * it lost sight of a device, or heard of no accept. What a person ended stays ended.
 */
export function attachableOf(state: RoutingState): Attachable {
  switch (state.phase) {
    case 'attaching':
    case 'accepted':
      return 'known';
    case 'ringing':
    case 'not-ringing':
      return 'not-in-call';
    case 'ended':
      return state.reason === 'gone' || state.reason === 'no-answer' ? 'given-up' : 'call-over';
    default:
      return assertNever(state);
  }
}

function again(
  state: AttachingCall,
  { from, peer, at }: Extract<RoutingEvent, { type: 'attach' }>,
): RoutingStep {
  const { call, calleeDevice } = state;
  if (!isOf(state, from) || otherParty(state, from).device !== peer) {
    return refuse(state, 'not-in-call');
  }
  // Said again, by a device that came back: the other one may have missed the question.
  if (from.side === state.by) return step(state, acknowledged, ...asking(state));
  return step(
    { phase: 'accepted', call, calleeDevice, media: call.media, acceptedAt: at },
    acknowledged,
    { type: 'stop-timer' },
    { type: 'attached', to: firstOf(state) },
    takeMissed(calleeDevice),
  );
}

/**
 * One of the two says that the call is over; the one that waits hears so. The callee's device says
 * so of a call that it took.
 */
function givenUp({ missed, ...state }: AttachingCall, by: Party): RoutingStep {
  const isTaken = missed && by.side === 'callee';
  return step(
    { ...ended(state.call, 'hung-up'), missed: missed && !isTaken },
    acknowledged,
    { type: 'stop-timer' },
    ...(by.side === state.by ? [] : [tell(firstOf({ ...state, missed }), 'hung-up')]),
    ...(isTaken ? [takeMissed(by.device)] : []),
  );
}

function asking(state: AttachingCall) {
  const by = firstOf(state);
  return [{ type: 'attaching', to: otherParty(state, by), by } as const];
}

/** The device that attached first. */
export function firstOf(state: AttachingCall): Party {
  return partyOf(state, state.by);
}

function isOf(state: AttachingCall, party: Party): boolean {
  return isSame(party, partyOf(state, party.side));
}

function partyOf({ call, calleeDevice }: AttachingCall, side: Party['side']): Party {
  return { side, device: side === 'caller' ? call.callerDevice : calleeDevice };
}

function isSame(one: Party, other: Party): boolean {
  return one.side === other.side && one.device === other.device;
}

import { assertNever } from '../../assert-never.ts';
import { type DeviceAddress, type DeviceId, sameDevice } from '../../signaling/ids.ts';
import { attachWaitMs } from '../timing.ts';
import {
  acknowledged,
  calleeOf,
  callerOf,
  ended,
  otherOf,
  refuse,
  stay,
  step,
  takeMissed,
  tell,
} from './outcomes.ts';
import type {
  AttachingCall,
  CallFacts,
  EndedCall,
  RoutingEffect,
  RoutingEvent,
  RoutingRefusal,
  RoutingState,
  RoutingStep,
} from './types.ts';

/**
 * Begins to bring a call back that the server has given up: one device says that it holds the call,
 * and the other one is asked.
 *
 * @param by - the device that says so
 * @param before - the call as the server has ended it
 */
export function attach(
  call: CallFacts,
  calleeDevice: DeviceId,
  by: DeviceAddress,
  before: EndedCall | null = null,
): RoutingStep<AttachingCall> {
  const state: AttachingCall = { phase: 'attaching', call, calleeDevice, by, before };
  return {
    state,
    effects: [acknowledged, asking(state), { type: 'start-timer', delayMs: attachWaitMs }],
  };
}

/** The machine of a call that waits for its second device. */
export function whileAttaching(state: AttachingCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'attach':
      return again(state, event);
    case 'cancel':
    case 'bye':
      return isOf(state, event.from) ? hungUp(state, event.from) : refuse(state, 'not-in-call');
    case 'ringing':
    case 'busy':
    case 'accept':
    case 'glare':
    case 'decline':
      return refuse(state, 'call-over');
    case 'gone':
      return sameDevice(event.from, state.by) ? unanswered(state) : stay(state);
    case 'blocked':
    case 'timeout':
      return unanswered(state);
    case 'joined':
    case 'displaced':
      return stay(state);
    default:
      return assertNever(event);
  }
}

/** The other device did not say that it holds the call: everything is as it was before. */
function unanswered({ call, before }: AttachingCall): RoutingStep {
  return before === null
    ? step(ended(call, 'gone'), { type: 'stop-timer' }, { type: 'forget' })
    : step(before, { type: 'stop-timer' });
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
  if (!isOf(state, from) || otherOf(state, from).device !== peer) {
    return refuse(state, 'not-in-call');
  }
  // Repeated by a device that came back. The other device may have missed the question.
  if (sameDevice(from, state.by)) return step(state, acknowledged, asking(state));
  return step(
    { phase: 'accepted', call, calleeDevice, media: call.media, acceptedAt: at },
    acknowledged,
    { type: 'stop-timer' },
    { type: 'attached', to: state.by },
    takeMissed(calleeDevice),
  );
}

/**
 * One of the two says that the call is over, and the one that waits hears so. A call that the callee's
 * device hangs up was taken by it, so it is not missed.
 */
function hungUp(state: AttachingCall, from: DeviceAddress): RoutingStep {
  const missed = state.before?.missed ?? false;
  const isTaken = missed && from.account === state.call.callee;
  return step(
    { ...ended(state.call, 'hung-up'), missed: missed && !isTaken },
    acknowledged,
    { type: 'stop-timer' },
    ...(sameDevice(from, state.by) ? [] : [tell(state.by, 'hung-up')]),
    ...(isTaken ? [takeMissed(from.device)] : []),
  );
}

function asking(state: AttachingCall): RoutingEffect {
  return { type: 'attaching', to: otherOf(state, state.by), by: state.by };
}

function isOf(state: AttachingCall, one: DeviceAddress): boolean {
  return sameDevice(one, callerOf(state.call)) || sameDevice(one, calleeOf(state));
}

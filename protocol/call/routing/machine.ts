import { assertNever } from '../../assert-never.ts';
import type { DeviceAddress } from '../../signaling/ids.ts';
import { noAnswerMs } from '../timing.ts';
import { whileAttaching } from './attach.ts';
import {
  accepted,
  acknowledged,
  answeredAndOver,
  calleeOf,
  callerOf,
  declined,
  ended,
  expired,
  hasAccepted,
  hasDevice,
  hasRung,
  hungUp,
  isCaller,
  isInCall,
  lateness,
  left,
  marked,
  missed,
  notRinging,
  otherOf,
  prepend,
  refuse,
  rings,
  silenced,
  stay,
  step,
  takeMissed,
  tell,
  withDevice,
} from './outcomes.ts';
import type {
  AcceptedCall,
  CallFacts,
  EndedCall,
  NotRingingCall,
  RingingCall,
  RingTargets,
  RoutingEffect,
  RoutingEvent,
  RoutingState,
  RoutingStep,
} from './types.ts';

/**
 * Begins a call. A contact who reaches nobody is told so at once, by a timer of 0 ms: an event of
 * the call never overtakes the acknowledgement of its invite.
 */
export function invite(call: CallFacts, targets: RingTargets): RoutingStep {
  switch (targets.by) {
    case 'devices':
      if (call.relationship === 'contact' && targets.devices.length === 0) {
        return notRinging(call, 'unavailable', 'recorded', 0);
      }
      return {
        state: {
          phase: 'ringing',
          call,
          devices: Object.fromEntries(targets.devices.map((device) => [device, 'notified'])),
        },
        effects: [
          { type: 'start-timer', delayMs: noAnswerMs },
          ...targets.devices.map(
            (device): RoutingEffect => ({
              type: 'incoming',
              to: { account: call.callee, device },
            }),
          ),
        ],
      };
    case 'nobody':
      return call.relationship === 'contact'
        ? notRinging(call, targets.tells ?? 'unavailable', targets.missed, 0)
        : notRinging(call, 'no-answer', targets.missed, noAnswerMs);
    default:
      return assertNever(targets);
  }
}

/**
 * The server's authoritative call machine: pure, and defined for every pair of state and event.
 * Requests that are repeated after a lost acknowledgement are acknowledged again and do nothing.
 */
export function route(state: RoutingState, event: RoutingEvent): RoutingStep {
  switch (state.phase) {
    case 'ringing':
      return whileRinging(state, event);
    case 'not-ringing':
      return whileNotRinging(state, event);
    case 'accepted':
      return whileAccepted(state, event);
    case 'attaching':
      return whileAttaching(state, event);
    case 'ended':
      return onceEnded(state, event);
    default:
      return assertNever(state);
  }
}

function whileRinging(state: RingingCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'ringing':
      return rings(state, event.from);
    case 'busy':
      if (!hasDevice(state, event.from)) return refuse(state, 'not-in-call');
      return prepend(acknowledged, marked(state, event.from.device, 'busy'));
    case 'accept':
      if (!hasDevice(state, event.from)) return refuse(state, 'not-in-call');
      return accepted(state, event.from.device, event);
    case 'glare':
      if (event.from.account === state.call.caller) return refuse(state, 'not-in-call');
      return accepted(state, event.from.device, event);
    case 'decline':
      if (!hasDevice(state, event.from)) return refuse(state, 'not-in-call');
      return declined(state, event.from.device, event);
    case 'bye':
      if (hasDevice(state, event.from) && state.call.relationship === 'contact') {
        return answeredAndOver(state, event.from.device);
      }
      return withdrawn(state, event.from);
    case 'cancel':
      return withdrawn(state, event.from);
    case 'joined':
      return joined(state, event);
    case 'attach':
      return refuse(state, 'not-in-call');
    case 'gone':
      if (isCaller(state.call, event.from)) return missed(state, 'cancelled', []);
      return hasDevice(state, event.from) ? left(state, event.from.device) : stay(state);
    case 'displaced':
      return silenced(state, 'no-answer', null, 'recorded');
    case 'blocked':
      return silenced(state, 'declined', null);
    case 'timeout':
      return missed(state, 'no-answer', [callerOf(state.call)]);
    default:
      return assertNever(event);
  }
}

function joined(
  state: RingingCall,
  { device, isShown }: Extract<RoutingEvent, { type: 'joined' }>,
): RoutingStep {
  const stage = hasRung(state.devices[device]) ? 'returned' : 'notified';
  const next = { ...state, devices: withDevice(state, device, stage) };
  const to = { account: state.call.callee, device };
  return isShown ? stay(next) : step(next, { type: 'incoming', to });
}

/** The caller gives up. */
function withdrawn(state: RingingCall, from: DeviceAddress): RoutingStep {
  if (!isCaller(state.call, from)) return refuse(state, 'not-in-call');
  return prepend(acknowledged, missed(state, 'cancelled', []));
}

function whileNotRinging(state: NotRingingCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'glare':
      if (event.from.account === state.call.caller) return refuse(state, 'not-in-call');
      return accepted(state, event.from.device, event);
    case 'cancel':
    case 'bye':
      if (!isCaller(state.call, event.from)) return refuse(state, 'not-in-call');
      return prepend(acknowledged, expired(state, 'cancelled', []));
    case 'decline':
      // Repeated, or on two devices at once: what it asks for is so.
      return event.from.account === state.call.callee
        ? step(state, acknowledged)
        : refuse(state, 'not-in-call');
    case 'ringing':
    case 'busy':
    case 'accept':
      return refuse(state, event.from.account === state.call.callee ? 'call-over' : 'not-in-call');
    case 'attach':
      return refuse(state, 'not-in-call');
    case 'gone':
      return isCaller(state.call, event.from) ? expired(state, 'cancelled', []) : stay(state);
    case 'blocked':
      return stay({ ...state, missed: 'dropped' });
    case 'timeout':
      return expired(state, state.endsAs, [callerOf(state.call)]);
    case 'joined':
    case 'displaced':
      return stay(state);
    default:
      return assertNever(event);
  }
}

function whileAccepted(state: AcceptedCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'ringing':
    case 'busy':
    case 'accept':
    case 'glare':
      // Too late for all but the winner, who repeats itself.
      if (event.from.account === state.call.caller) return refuse(state, 'not-in-call');
      return event.from.device === state.calleeDevice
        ? step(state, acknowledged)
        : refuse(state, 'answered-elsewhere');
    case 'decline':
      return refuse(
        state,
        hasAccepted(state, event.from) ? 'not-in-call' : lateness(state.call, event.from),
      );
    case 'cancel':
      // It crossed the accept (RFC 3261, section 9.1): the person wants no call, so it ends.
      return isInCall(state, event.from)
        ? hungUp(state, event.from, 'hung-up')
        : refuse(state, lateness(state.call, event.from));
    case 'bye':
      return isInCall(state, event.from)
        ? hungUp(state, event.from, event.reason)
        : refuse(state, lateness(state.call, event.from));
    case 'attach':
      // It runs already, or again.
      return isInCall(state, event.from) && otherOf(state, event.from).device === event.peer
        ? step(state, acknowledged)
        : refuse(state, 'not-in-call');
    case 'gone':
      if (!isInCall(state, event.from)) return stay(state);
      return step(ended(state.call, 'gone'), tell(otherOf(state, event.from), 'gone'));
    case 'blocked':
      return step(
        ended(state.call, 'hung-up'),
        tell(callerOf(state.call), 'hung-up'),
        tell(calleeOf(state), 'hung-up'),
      );
    case 'joined':
    case 'displaced':
    case 'timeout':
      return stay(state);
    default:
      return assertNever(event);
  }
}

function onceEnded(state: EndedCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'bye':
      // A device hangs up only what it took: the call was answered over its link alone.
      return state.missed && event.from.account === state.call.callee
        ? step({ ...state, missed: false }, acknowledged, takeMissed(event.from.device))
        : step(state, acknowledged);
    case 'cancel':
    case 'decline':
      return step(state, acknowledged);
    case 'ringing':
    case 'busy':
    case 'accept':
    case 'glare':
    case 'attach':
      return refuse(state, 'call-over');
    case 'joined':
    case 'gone':
    case 'displaced':
    case 'blocked':
    case 'timeout':
      return stay(state);
    default:
      return assertNever(event);
  }
}

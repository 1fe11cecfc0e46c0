import { invite, ring } from '../leg/begin.ts';
import type { Step } from '../leg/effects.ts';
import type { EventOf, LegEvent } from '../leg/events.ts';
import { transition } from '../leg/leg.ts';
import type { LegId, LegState, Live, Ring } from '../leg/state.ts';
import { attachingOf, busy, busyEnded, lateAccept, remember, rememberJoined } from './memory.ts';
import { registered } from './registered.ts';
import {
  type CallsEvent,
  type CallsStep,
  type DeviceCalls,
  directCall,
  each,
  isAside,
  isLive,
  join,
  legsOf,
  stay,
} from './state.ts';

/**
 * The calls of one device: delivers each event to the leg that it is about, and decides between
 * calls. Pure and total like the legs. At most one call is heard: another can be placed while this
 * side holds the first, and to go on with one puts the other on hold. A call that comes in while
 * another one lives is answered busy.
 */
export function manage(state: DeviceCalls, event: CallsEvent): CallsStep {
  switch (event.type) {
    case 'start':
      return start(state, event);
    case 'dismiss':
      return stay(withoutEnded(state));
    case 'sign-out':
      return signOut(state, event);
    case 'hold':
      return event.state === 'running' ? resume(state, event) : toLeg(state, event);
    case 'server.registered':
      return registered(state, event, { manage, afterLeg });
    case 'server.incoming':
      return incoming(state, event.ring, event.at);
    case 'invite.acknowledged':
      return acknowledged(state, event);
    default:
      return toLeg(state, event);
  }
}

/** A click calls where nobody is heard and nothing rings, and no call with the same person is held. */
function start(state: DeviceCalls, event: Extract<CallsEvent, { type: 'start' }>): CallsStep {
  const isFree = legsOf(state).every(
    (leg) => !isLive(leg) || (isAside(leg) && leg.person.id !== event.person.id),
  );
  return isFree ? begin(state, (leg) => invite(leg, event, event.at)) : stay(state);
}

function begin(state: DeviceCalls, make: (leg: LegId) => Step): CallsStep {
  const leg = state.nextLeg;
  const { state: first, effects } = make(leg);
  const rest = withoutEnded(state);
  return {
    state: { ...rest, calls: [...rest.calls, directCall(first)], nextLeg: leg + 1 },
    effects: effects.map((effect) => ({ ...effect, leg })),
  };
}

/** A call comes in: it crosses an own one, meets a busy device, or rings. */
function incoming(state: DeviceCalls, call: Ring, at: number): CallsStep {
  const live = legsOf(state).filter(isLive);
  const isKnown = live.some(({ callId }) => callId === call.callId);
  if (isKnown || state.memory.endedCalls.includes(call.callId)) return stay(state);
  const crossed = live.find((leg) => leg.phase === 'outgoing' && leg.person.id === call.person.id);
  if (crossed !== undefined) {
    const event = { type: 'server.incoming', ring: call, at } as const;
    return afterLeg(state, crossed, transition(crossed, event), at);
  }
  return live.length > 0 ? busy(state, call, at) : begin(state, (leg) => ring(leg, call, at));
}

function acknowledged(state: DeviceCalls, event: EventOf<'invite.acknowledged'>): CallsStep {
  const { callId, result, at } = event;
  if (result.outcome !== 'accepted' || addressed(state, event)?.phase !== 'outgoing') {
    return toLeg(state, event);
  }
  // The invite became a call that has ended meanwhile, or that another leg has.
  const isTaken =
    state.memory.endedCalls.includes(result.callId) ||
    legsOf(state).some((leg) => leg.callId === result.callId && leg.callId !== callId);
  const over = { type: 'server.ended', callId, reason: 'hung-up', at } as const;
  return toLeg(state, isTaken ? over : event);
}

/** The person leaves: what was missed is told to the devices that are signed in. */
function signOut(state: DeviceCalls, event: EventOf<'sign-out'>): CallsStep {
  const begun = withoutEnded({ ...state, memory: { ...state.memory, busyTo: [] } });
  return each(stay(begun), legsOf(begun).filter(isLive), (so, leg) =>
    afterLeg(so, leg, transition(leg, event), event.at),
  );
}

/** Goes on with a call. Another that is heard is held first; one that is still to be answered is not. */
function resume(state: DeviceCalls, event: EventOf<'hold'>): CallsStep {
  const leg = addressed(state, event);
  if (leg === undefined || !isAside(leg)) return stay(state);
  const other = legsOf(state).find((one) => one !== leg && isLive(one) && !isAside(one));
  if (other === undefined) return toLeg(state, event);
  if (other.phase !== 'active' && other.phase !== 'held') return stay(state);
  const held = toLeg(state, { type: 'hold', callId: other.callId, state: 'held', at: event.at });
  return join(held, toLeg(held.state, event));
}

/** The leg that an event is about takes it. */
function toLeg(state: DeviceCalls, event: LegEvent): CallsStep {
  const leg = addressed(state, event);
  return leg === undefined
    ? withoutLeg(state, event)
    : afterLeg(state, leg, transition(leg, event), event.at);
}

/** The live leg that an event is about. */
function addressed(state: DeviceCalls, event: LegEvent): Live | undefined {
  const live = legsOf(state).filter(isLive);
  if ('leg' in event) return live.find(({ leg }) => leg === event.leg);
  if (!('callId' in event)) return undefined;
  const own = live.find(({ callId }) => callId === event.callId);
  if (own !== undefined || event.type !== 'invite.acknowledged') return own;
  // The call that the own invite became, by its own ID.
  const { result } = event;
  return live.find(({ callId }) => result.outcome === 'accepted' && callId === result.callId);
}

/** What is said of a call that does not live here. */
function withoutLeg(state: DeviceCalls, event: LegEvent): CallsStep {
  switch (event.type) {
    case 'server.accepted':
      return lateAccept(state, event.callId);
    case 'invite.acknowledged':
      return event.result.outcome === 'accepted'
        ? lateAccept(state, event.result.callId)
        : stay(state);
    case 'server.attaching':
      return attachingOf(state, event.callId);
    case 'server.ended':
      return (
        busyEnded(state, event.callId, event.reason) ?? stay(crossingEnded(state, event.callId))
      );
    default:
      return stay(state);
  }
}

/** The answer to the own invite may still say that it became this call. */
function crossingEnded(state: DeviceCalls, callId: Ring['callId']): DeviceCalls {
  const isCrossing = legsOf(state).some(
    (leg) => leg.phase === 'outgoing' && leg.crossing?.callId === callId,
  );
  return isCrossing ? { ...state, memory: remember(state.memory, callId) } : state;
}

/** A leg has come to another state. What it leaves behind is remembered. */
function afterLeg(
  state: DeviceCalls,
  before: Live,
  { state: after, effects }: Step,
  at: number,
): CallsStep {
  const isOver = after.phase === 'ended';
  const kept = isOver ? withoutEnded(state) : state;
  const calls = kept.calls.map((call) =>
    call.legs[0].leg === before.leg ? directCall(after) : call,
  );
  const memory = leftBehind(state, before, after);
  const next = {
    state: { ...kept, calls, memory },
    effects: effects.map((effect) => ({ ...effect, leg: before.leg })),
  };
  // The calls were not joined after all: the other's is still there to be answered.
  return isOver && after.by !== 'self' && before.phase === 'outgoing' && before.crossing !== null
    ? join(next, incoming(next.state, before.crossing, at))
    : next;
}

function leftBehind({ memory }: DeviceCalls, before: Live, after: LegState) {
  if (after.phase === 'ended') {
    return before.phase === 'incoming'
      ? remember(memory, after.callId)
      : rememberJoined(memory, after.callId);
  }
  return after.callId === before.callId ? memory : remember(memory, before.callId);
}

function withoutEnded(state: DeviceCalls): DeviceCalls {
  const calls = state.calls.filter(({ legs: [leg] }) => isLive(leg));
  return calls.length === state.calls.length ? state : { ...state, calls };
}

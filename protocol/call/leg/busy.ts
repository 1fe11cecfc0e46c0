import type { EndReason } from '../reasons.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import { isMissed, remember } from './ending.ts';
import type { EventOf } from './events.ts';
import type { BusyCall, LegState, Live, Ring } from './state.ts';

/** Another call comes in while one runs: this device is busy, and remembers who called. */
export function busy<S extends Live>(state: S, ring: Ring, at: number): Step {
  const { callId } = ring;
  if (callId === state.callId || state.memory.endedCalls.includes(callId)) return stay(state);
  const { memory } = state;
  return step(
    {
      ...state,
      memory: { ...remember(memory, callId), busyTo: [...memory.busyTo, { ...ring, at }] },
    },
    { type: 'request', name: 'call.busy', payload: { callId } },
  );
}

/** A call that this device was busy to is over: it is missed unless somebody took it elsewhere. */
export function busyEnded(
  state: LegState,
  { callId, reason }: Pick<EventOf<'server.ended'>, 'callId' | 'reason'>,
): Step | null {
  const { busyTo } = state.memory;
  const call = busyTo.find((one) => one.callId === callId);
  if (call === undefined) return null;
  const memory = { ...state.memory, busyTo: busyTo.filter((one) => one !== call) };
  return step({ ...state, memory }, recordOf(call, reason));
}

/** The person leaves: what was missed is told to the devices that are signed in. */
export function busyForgotten(state: LegState): LegState {
  return state.memory.busyTo.length === 0
    ? state
    : { ...state, memory: { ...state.memory, busyTo: [] } };
}

/** `busy` also where the caller gave up: the person did not get to it because of another call. */
function recordOf({ callId, person, media, at }: BusyCall, reason: EndReason): Effect {
  const missed = isMissed(reason);
  return {
    type: 'record',
    record: {
      callId,
      person,
      direction: 'incoming',
      media,
      at,
      durationMs: null,
      reason: missed ? 'busy' : reason,
      missed,
    },
  };
}

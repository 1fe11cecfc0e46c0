import type { CallId } from '../../signaling/ids.ts';
import type { CallRecord } from '../leg/effects.ts';
import { isMissed } from '../leg/ending.ts';
import type { Ring } from '../leg/state.ts';
import type { EndReason } from '../reasons.ts';
import type { BusyCall, CallsStep, DeviceCalls, Memory } from './state.ts';

/** Calls remembered as over; more than can cross one another in any real minute. */
const endedCallsLimit = 32;

function lastOf(calls: readonly CallId[], callId: CallId): readonly CallId[] {
  return calls.includes(callId) ? calls : [...calls, callId].slice(-endedCallsLimit);
}

/** The call is over for this device. */
export function remember(memory: Memory, callId: CallId): Memory {
  return { ...memory, endedCalls: lastOf(memory.endedCalls, callId) };
}

/** The call is over, and this device made or accepted it. */
export function rememberJoined(memory: Memory, callId: CallId): Memory {
  return { ...remember(memory, callId), joined: lastOf(memory.joined, callId) };
}

/** Another call comes in while one runs: this device is busy, and remembers who called. */
export function busy(state: DeviceCalls, ring: Ring, at: number): CallsStep {
  const { callId } = ring;
  const memory = remember(state.memory, callId);
  return {
    state: { ...state, memory: { ...memory, busyTo: [...memory.busyTo, { ...ring, at }] } },
    effects: [{ type: 'request', name: 'call.busy', payload: { callId }, leg: null }],
  };
}

/** A call that this device was busy to is over: it is missed unless somebody took it elsewhere. */
export function busyEnded(state: DeviceCalls, callId: CallId, reason: EndReason): CallsStep | null {
  const { busyTo } = state.memory;
  const call = busyTo.find((one) => one.callId === callId);
  if (call === undefined) return null;
  const memory = { ...state.memory, busyTo: busyTo.filter((one) => one !== call) };
  return {
    state: { ...state, memory },
    effects: [{ type: 'record', record: recordOf(call, reason), leg: null }],
  };
}

/** `busy` also where the caller gave up: the person did not get to it because of another call. */
function recordOf({ callId, person, media, at }: BusyCall, reason: EndReason): CallRecord {
  const missed = isMissed(reason);
  return {
    callId,
    person,
    direction: 'incoming',
    media,
    at,
    durationMs: null,
    reason: missed ? 'busy' : reason,
    missed,
  };
}

/**
 * The server accepted a call that this device has already given up: cancel and accept crossed, or a
 * crossing call was joined after the person had hung up. It is told that the call is over.
 */
export function lateAccept(state: DeviceCalls, callId: CallId): CallsStep {
  return sayBye({ ...state, memory: remember(state.memory, callId) }, callId);
}

/**
 * Another device asks for a call that does not run here. If this device was in it and has ended it,
 * it says so. Of any other call it says nothing: a stranger could learn that it is there, and a
 * caller could make the server take a call that only rang here for an answered one.
 */
export function attachingOf(state: DeviceCalls, callId: CallId): CallsStep {
  return state.memory.joined.includes(callId) ? sayBye(state, callId) : { state, effects: [] };
}

function sayBye(state: DeviceCalls, callId: CallId): CallsStep {
  const payload = { callId, reason: 'hung-up' } as const;
  return { state, effects: [{ type: 'request', name: 'call.bye', payload, leg: null }] };
}

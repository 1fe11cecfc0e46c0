import {
  type CallMedia,
  type EndReason,
  type RoutingEffect,
  type RoutingEvent,
  type RoutingRefusal,
  type RoutingState,
  type RoutingStep,
  route,
} from '@tatap/protocol/call';
import type { Caller, CallId, DeviceAddress, DeviceId, Proof } from '@tatap/protocol/signaling';

/**
 * How long an ended call is kept. In this time repeated requests get their answer, a repeated
 * invite does not ring again, and a device that was away learns that the call was not missed.
 */
const endedMemoryMs = 10 * 60_000;

/** An effect that is left to perform after a stored change of a call. */
export type CallEffect =
  | Exclude<RoutingEffect, { type: 'acknowledge' | 'start-timer' | 'stop-timer' | 'forget' }>
  /** The call was started. */
  | { readonly type: 'began' }
  /** The call runs: it was accepted, or two devices attached it. */
  | { readonly type: 'agreed'; readonly how: 'accepted' | 'attached' }
  /** The call has ended. `before`: whether it was running or waiting for an accept. */
  | { readonly type: 'over'; readonly reason: EndReason; readonly before: 'accepted' | 'waiting' }
  /** Stores the call while it runs. */
  | {
      readonly type: 'keep';
      readonly calleeDevice: DeviceId;
      readonly media: CallMedia;
      readonly acceptedAt: number;
    }
  | { readonly type: 'drop' };

export interface OutboxEntry {
  /** Sequence number of the entry within its call. */
  readonly seq: number;
  readonly effect: CallEffect;
}

/**
 * One call, from its invite until 10 minutes after its end: plain data, so that any store can hold
 * it.
 */
export interface StoredCall {
  readonly state: RoutingState;
  /** The caller as shown on the callee's devices. */
  readonly caller: Caller;
  /** The callee's display name, sent to the caller with the accept. `null`: unknown. */
  readonly calleeName: string | null;
  /** The IDs of the call: its own, then those of invites that joined it. */
  readonly ids: readonly [CallId, ...CallId[]];
  /** The signed claim of the first device, if the call is being attached. */
  readonly proof: Proof | null;
  /** Time of the accept by the store's clock; `acceptedAt` in `state` is time of day. */
  readonly agreedAt: number | null;
  /** When the next deadline is, by the store's clock; `null`: there is none. */
  readonly dueAt: number | null;
  /** Effects that are left to perform, in this order. */
  readonly outbox: readonly OutboxEntry[];
  /** The sequence number of the next outbox entry. */
  readonly nextSeq: number;
}

/** The result of an event for a call. */
export interface Advanced {
  readonly call: StoredCall;
  /** The store removes the call. */
  readonly isForgotten: boolean;
  /** The refusal for the requesting device, if there is one. */
  readonly refusal: RoutingRefusal | null;
}

/** Creates the state of a new call. */
export function begun(
  facts: Pick<StoredCall, 'caller' | 'calleeName' | 'proof'>,
  step: RoutingStep,
  now: number,
): Advanced {
  const { state } = step;
  const call: StoredCall = {
    ...facts,
    state,
    ids: [state.call.callId],
    agreedAt: null,
    dueAt: null,
    outbox: [],
    nextSeq: 0,
  };
  const start: CallEffect[] = state.phase === 'attaching' ? [] : [{ type: 'began' }];
  return taken(call, step, start, now);
}

/** Reopens an ended call that one device claims is still running. */
export function reopened(call: StoredCall, step: RoutingStep, now: number): Advanced {
  return taken(call, step, [], now);
}

/** Applies an event to a call. */
export function advance(call: StoredCall, event: RoutingEvent, now: number): Advanced {
  const step = route(call.state, event);
  return taken(call, step, [], now);
}

/** The deadline of a call has passed: the wait is over, or an ended call is forgotten. */
export function advanceDue(call: StoredCall, now: number): Advanced {
  return call.state.phase === 'ended'
    ? { call, isForgotten: true, refusal: null }
    : advance({ ...call, dueAt: null }, { type: 'timeout' }, now);
}

/**
 * Adds an event that tells `to` the end of the call, because the routing machine sends no event to
 * the requesting device.
 */
export function alsoTelling(advanced: Advanced, to: DeviceAddress, reason: EndReason): Advanced {
  const { call } = advanced;
  const told = { seq: call.nextSeq, effect: { type: 'ended', to, reason } } as const;
  const outbox = [...call.outbox, told];
  return { ...advanced, call: { ...call, outbox, nextSeq: call.nextSeq + 1 } };
}

function taken(
  before: StoredCall,
  { state, effects }: RoutingStep,
  start: readonly CallEffect[],
  now: number,
): Advanced {
  let refusal: RoutingRefusal | null = null;
  let isForgotten = false;
  let { dueAt, agreedAt } = before;
  const asked: CallEffect[] = [...start];
  for (const effect of effects) {
    switch (effect.type) {
      case 'acknowledge':
        refusal = effect.refusal;
        break;
      case 'start-timer':
        dueAt = now + effect.delayMs;
        break;
      case 'stop-timer':
        dueAt = null;
        break;
      case 'forget':
        isForgotten = true;
        break;
      default:
        asked.push(effect);
    }
  }
  if (before.state.phase !== state.phase) {
    const { first, last } = moved(before.state.phase, state);
    asked.unshift(...first);
    asked.push(...last);
    if (state.phase === 'accepted') agreedAt = now;
    if (state.phase === 'ended') dueAt = now + endedMemoryMs;
  }
  const entries = asked.map((effect, index) => ({ seq: before.nextSeq + index, effect }));
  const call: StoredCall = {
    ...before,
    state,
    agreedAt,
    dueAt,
    outbox: [...before.outbox, ...entries],
    nextSeq: before.nextSeq + entries.length,
  };
  return { call, isForgotten, refusal };
}

/** What follows from another phase, before and after what the routing machine asks for. */
interface Moved {
  readonly first: readonly CallEffect[];
  readonly last: readonly CallEffect[];
}

const nothing: Moved = { first: [], last: [] };

function moved(from: RoutingState['phase'], to: RoutingState): Moved {
  switch (to.phase) {
    case 'accepted': {
      const { calleeDevice, media, acceptedAt } = to;
      const how = from === 'attaching' ? 'attached' : 'accepted';
      return {
        first: [{ type: 'keep', calleeDevice, media, acceptedAt }],
        last: [{ type: 'agreed', how }],
      };
    }
    case 'ended': {
      // For everybody but the device that attached, it had ended before.
      if (from === 'attaching') return nothing;
      const { reason } = to;
      const isKept = from === 'accepted';
      return {
        first: [],
        last: [
          { type: 'over', reason, before: isKept ? 'accepted' : 'waiting' },
          ...(isKept ? [{ type: 'drop' } as const] : []),
        ],
      };
    }
    default:
      return nothing;
  }
}

/** Whether the call rings or runs. */
export function isLive({ state: { phase } }: StoredCall): boolean {
  return phase !== 'ended' && phase !== 'attaching';
}

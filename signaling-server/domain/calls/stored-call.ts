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
 * How long an ended call is remembered: repeated requests get their answer, an invite sent twice
 * does not ring again, and a device that was away learns that a call was not missed.
 */
const endedMemoryMs = 10 * 60_000;

/** What is left to do for a call after a change of it was stored. */
export type CallEffect =
  | Exclude<RoutingEffect, { type: 'acknowledge' | 'start-timer' | 'stop-timer' | 'forget' }>
  /** The call has begun. */
  | { readonly type: 'began' }
  /** The call runs: it was accepted, or two devices have brought it back. */
  | { readonly type: 'agreed'; readonly how: 'accepted' | 'attached' }
  /** The call is over. `before`: whether it ran, or waited for an accept. */
  | { readonly type: 'over'; readonly reason: EndReason; readonly before: 'accepted' | 'waiting' }
  /** Keeps the call in storage for as long as it runs. */
  | {
      readonly type: 'keep';
      readonly calleeDevice: DeviceId;
      readonly media: CallMedia;
      readonly acceptedAt: number;
    }
  | { readonly type: 'drop' };

export interface OutboxEntry {
  /** Counts the entries of the call. */
  readonly seq: number;
  readonly effect: CallEffect;
}

/** One call, from its invite until 10 minutes after its end: plain data, for any kind of store. */
export interface StoredCall {
  readonly state: RoutingState;
  /** The caller as the callee's devices see them. */
  readonly caller: Caller;
  /** The callee's display name, sent to the caller with the accept. `null`: not known. */
  readonly calleeName: string | null;
  /** IDs by which devices know the call: its own, then those of invites that joined it. */
  readonly ids: readonly [CallId, ...CallId[]];
  /** What the first device signed, where the call is brought back by attaching. */
  readonly proof: Proof | null;
  /** Time of the accept by the store's clock; `acceptedAt` in `state` is time of day. */
  readonly agreedAt: number | null;
  /** When the next thing happens by itself, by the store's clock; `null`: nothing does. */
  readonly dueAt: number | null;
  /** What is left to do, in this order. */
  readonly outbox: readonly OutboxEntry[];
  /** The number of the next entry of the outbox. */
  readonly nextSeq: number;
}

/** What an event made of a call. */
export interface Advanced {
  readonly call: StoredCall;
  /** The store removes the call. */
  readonly isForgotten: boolean;
  /** The answer to the device that asked, if one did. */
  readonly refusal: RoutingRefusal | null;
}

/** A call that has just begun. */
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

/** An ended call that one device says still runs. */
export function reopened(call: StoredCall, step: RoutingStep, now: number): Advanced {
  return taken(call, step, [], now);
}

/** Lets something happen to a call. */
export function advance(call: StoredCall, event: RoutingEvent, now: number): Advanced {
  const step = route(call.state, event);
  return taken(call, step, [], now);
}

/** The time for what happens by itself has come: the wait is over, or the memory of an ended call. */
export function advanceDue(call: StoredCall, now: number): Advanced {
  return call.state.phase === 'ended'
    ? { call, isForgotten: true, refusal: null }
    : advance({ ...call, dueAt: null }, { type: 'timeout' }, now);
}

/** The same, and a device is told that the call is over: the routing machine does not tell who asks. */
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
  const todo: CallEffect[] = [...start];
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
        todo.push(effect);
    }
  }
  if (before.state.phase !== state.phase) {
    todo.push(...moved(before.state.phase, state));
    if (state.phase === 'accepted') agreedAt = now;
    if (state.phase === 'ended') dueAt = now + endedMemoryMs;
  }
  const entries = todo.map((effect, index) => ({ seq: before.nextSeq + index, effect }));
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

function moved(from: RoutingState['phase'], to: RoutingState): readonly CallEffect[] {
  switch (to.phase) {
    case 'accepted': {
      const { calleeDevice, media, acceptedAt } = to;
      const how = from === 'attaching' ? 'attached' : 'accepted';
      return [
        { type: 'agreed', how },
        { type: 'keep', calleeDevice, media, acceptedAt },
      ];
    }
    case 'ended': {
      // For everybody but the device that attached, it had ended before.
      if (from === 'attaching') return [];
      const { reason } = to;
      return from === 'accepted'
        ? [{ type: 'over', reason, before: 'accepted' }, { type: 'drop' }]
        : [{ type: 'over', reason, before: 'waiting' }];
    }
    default:
      return [];
  }
}

/** Whether the call rings or runs. */
export function isLive({ state: { phase } }: StoredCall): boolean {
  return phase !== 'ended' && phase !== 'attaching';
}

import { assertNever } from '../../assert-never.ts';
import { active } from './active.ts';
import { busyEnded, busyForgotten } from './busy.ts';
import { connecting } from './connecting.ts';
import type { Step } from './effects.ts';
import type { LegEvent, PlainEvent } from './events.ts';
import { incoming } from './incoming.ts';
import { outgoing } from './outgoing.ts';
import { reconcile } from './reconcile.ts';
import { resting } from './resting.ts';
import type { LegState } from './state.ts';

export type * from './effects.ts';
export type * from './events.ts';
export { holdOf } from './hold.ts';
export * from './state.ts';

/**
 * The call machine of one device: what an event leads to, and what is to be done for it. Pure and
 * total: every event is defined in every state; one that means nothing there changes nothing. The
 * server's side of the same call is `routing.ts`.
 *
 * ```
 * idle ──start──▶ outgoing ──accepted──▶ connecting ──link up──▶ active ─▶ ended
 *   └──incoming──▶ incoming ──accept────▶     │ (at once active where the link is up already)
 * ```
 */
export function transition(state: LegState, event: LegEvent): Step {
  return event.type === 'server.registered'
    ? reconcile(state, event, dispatch)
    : dispatch(state, event);
}

function dispatch(state: LegState, event: PlainEvent): Step {
  const aside = event.type === 'server.ended' ? busyEnded(state, event) : null;
  if (aside !== null) return aside;
  return inFront(
    event.type === 'sign-out' ? busyForgotten(state) : withCalleeName(state, event),
    event,
  );
}

/** Takes over the callee's display name, which a stranger gets with the answer. */
function withCalleeName(state: LegState, event: PlainEvent): LegState {
  const name = calleeNameOf(event);
  if (name === undefined || state.phase === 'idle' || state.phase === 'ended') return state;
  if (!('callId' in event) || event.callId !== state.callId) return state;
  return name === state.person.name ? state : { ...state, person: { ...state.person, name } };
}

function calleeNameOf(event: PlainEvent): string | undefined {
  switch (event.type) {
    case 'server.accepted':
      return event.name;
    case 'invite.acknowledged':
      return event.result.outcome === 'accepted' ? event.result.name : undefined;
    default:
      return undefined;
  }
}

/** What the event means for the call in front. */
function inFront(state: LegState, event: PlainEvent): Step {
  switch (state.phase) {
    case 'idle':
    case 'ended':
      return resting(state, event);
    case 'outgoing':
      return outgoing(state, event);
    case 'incoming':
      return incoming(state, event);
    case 'connecting':
      return connecting(state, event);
    case 'active':
    case 'held':
      return active(state, event);
    default:
      return assertNever(state);
  }
}

import { assertNever } from '../assert-never.ts';
import { active } from './endpoint/active.ts';
import { busyEnded, busyForgotten } from './endpoint/busy.ts';
import { connecting } from './endpoint/connecting.ts';
import type { Step } from './endpoint/effects.ts';
import type { EndpointEvent, PlainEvent } from './endpoint/events.ts';
import { incoming } from './endpoint/incoming.ts';
import { outgoing } from './endpoint/outgoing.ts';
import { reconcile } from './endpoint/reconcile.ts';
import { resting } from './endpoint/resting.ts';
import type { EndpointState } from './endpoint/state.ts';

export type * from './endpoint/effects.ts';
export type * from './endpoint/events.ts';
export * from './endpoint/state.ts';

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
export function transition(state: EndpointState, event: EndpointEvent): Step {
  return event.type === 'server.registered'
    ? reconcile(state, event, dispatch)
    : dispatch(state, event);
}

function dispatch(state: EndpointState, event: PlainEvent): Step {
  const aside = event.type === 'server.ended' ? busyEnded(state, event) : null;
  if (aside !== null) return aside;
  return inFront(
    event.type === 'sign-out' ? busyForgotten(state) : withCalleeName(state, event),
    event,
  );
}

/** Takes over the callee's display name, which a stranger gets with the answer. */
function withCalleeName(state: EndpointState, event: PlainEvent): EndpointState {
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
function inFront(state: EndpointState, event: PlainEvent): Step {
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
      return active(state, event);
    default:
      return assertNever(state);
  }
}

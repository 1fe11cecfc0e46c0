import { assertNever } from '../../assert-never.ts';
import { active } from './active.ts';
import { connecting } from './connecting.ts';
import { type Step, stay } from './effects.ts';
import type { LegEvent } from './events.ts';
import { incoming } from './incoming.ts';
import { outgoing } from './outgoing.ts';
import type { LegState } from './state.ts';

/**
 * The machine of one leg: what an event leads to, and what is to be done for it. Pure and total:
 * every event is defined in every state; one that means nothing there changes nothing. It takes
 * events that are addressed to its leg (`calls/` delivers them). The server's side of the same call
 * is `routing.ts`.
 *
 * ```
 * outgoing ──accepted──▶ connecting ──link up──▶ active ⇄ held ─▶ ended
 * incoming ──accept────▶     │ (at once active where the link is up already)
 * ```
 */
export function transition(state: LegState, event: LegEvent): Step {
  if (isOfOtherLink(state, event)) return stay(state);
  switch (state.phase) {
    case 'outgoing':
      return outgoing(withCalleeName(state, event), event);
    case 'incoming':
      return incoming(state, event);
    case 'connecting':
      return connecting(withCalleeName(state, event), event);
    case 'active':
    case 'held':
      return active(withCalleeName(state, event), event);
    case 'ended':
      return stay(state);
    default:
      return assertNever(state);
  }
}

/** A link to a device that the leg is not with any more. While it is not known which, any counts. */
function isOfOtherLink(state: LegState, event: LegEvent): boolean {
  return 'device' in state && 'leg' in event && 'device' in event && event.device !== state.device;
}

/** Takes over the callee's display name, which a stranger gets with the answer. */
function withCalleeName<S extends LegState>(state: S, event: LegEvent): S {
  const name = calleeNameOf(event);
  const { person } = state;
  return name === undefined || name === person.name
    ? state
    : { ...state, person: { ...person, name } };
}

function calleeNameOf(event: LegEvent): string | undefined {
  switch (event.type) {
    case 'server.accepted':
      return event.name;
    case 'invite.acknowledged':
      return event.result.outcome === 'accepted' ? event.result.name : undefined;
    default:
      return undefined;
  }
}

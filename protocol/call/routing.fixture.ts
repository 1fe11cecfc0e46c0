import { route } from './routing.ts';
import type {
  CallFacts,
  Party,
  RingTargets,
  RoutingEffect,
  RoutingEvent,
  RoutingStep,
} from './routing-types.ts';

export const facts: CallFacts = {
  callId: 'call',
  caller: 'ana',
  callerDevice: 'a1',
  callee: 'budi',
  media: 'video',
  invitedAt: 0,
  relationship: 'contact',
};
export const stranger: CallFacts = { ...facts, relationship: 'stranger' };
export const a1: Party = { side: 'caller', device: 'a1' };
export const a2: Party = { side: 'caller', device: 'a2' };
export const b1: Party = { side: 'callee', device: 'b1' };
export const b2: Party = { side: 'callee', device: 'b2' };
export const ok: RoutingEffect = { type: 'acknowledge', refusal: null };
export const onDevices = (...devices: string[]): RingTargets => ({ by: 'devices', devices });

/** Runs events over a call; answers with the last step. */
export function run(begin: RoutingStep, ...events: RoutingEvent[]): RoutingStep {
  return events.reduce((last, event) => route(last.state, event), begin);
}

export const accept = (from: Party): RoutingEvent => ({
  type: 'accept',
  from,
  media: 'audio',
  at: 7,
});
export const ringing = (from: Party): RoutingEvent => ({ type: 'ringing', from });
export const busy = (from: Party): RoutingEvent => ({ type: 'busy', from });
export const cancel = (from: Party): RoutingEvent => ({ type: 'cancel', from });
export const bye = (from: Party): RoutingEvent => ({ type: 'bye', from, reason: 'hung-up' });
export const decline = (from: Party, text?: string): RoutingEvent => ({
  type: 'decline',
  from,
  text,
  reason: 'declined',
});
export const forged = (from: Party): RoutingEvent => ({
  type: 'decline',
  from,
  reason: 'identity-mismatch',
});
export const refused = (refusal: string) => ({ type: 'acknowledge', refusal });
export const over = (to: Party, reason: string, text?: string) =>
  text === undefined ? { type: 'ended', to, reason } : { type: 'ended', to, reason, text };

import type { DeviceAddress } from '../../signaling/ids.ts';
import { route } from './machine.ts';
import type { CallFacts, RingTargets, RoutingEffect, RoutingEvent, RoutingStep } from './types.ts';

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
export const a1: DeviceAddress = { account: 'ana', device: 'a1' };
export const a2: DeviceAddress = { account: 'ana', device: 'a2' };
export const b1: DeviceAddress = { account: 'budi', device: 'b1' };
export const b2: DeviceAddress = { account: 'budi', device: 'b2' };
export const b3: DeviceAddress = { account: 'budi', device: 'b3' };
export const ok: RoutingEffect = { type: 'acknowledge', refusal: null };
export const onDevices = (...devices: string[]): RingTargets => ({ by: 'devices', devices });

/** Runs events over a call; answers with the last step. */
export function run(begin: RoutingStep, ...events: RoutingEvent[]): RoutingStep {
  return events.reduce((last, event) => route(last.state, event), begin);
}

export const accept = (from: DeviceAddress): RoutingEvent => ({
  type: 'accept',
  from,
  media: 'audio',
  at: 7,
});
export const ringing = (from: DeviceAddress): RoutingEvent => ({ type: 'ringing', from });
export const busy = (from: DeviceAddress): RoutingEvent => ({ type: 'busy', from });
export const cancel = (from: DeviceAddress): RoutingEvent => ({ type: 'cancel', from });
export const bye = (from: DeviceAddress): RoutingEvent => ({
  type: 'bye',
  from,
  reason: 'hung-up',
});
export const decline = (from: DeviceAddress, text?: string): RoutingEvent => ({
  type: 'decline',
  from,
  text,
  reason: 'declined',
});
export const forged = (from: DeviceAddress): RoutingEvent => ({
  type: 'decline',
  from,
  reason: 'identity-mismatch',
});
export const refused = (refusal: string) => ({ type: 'acknowledge', refusal });
export const over = (to: DeviceAddress, reason: string, text?: string) =>
  text === undefined ? { type: 'ended', to, reason } : { type: 'ended', to, reason, text };

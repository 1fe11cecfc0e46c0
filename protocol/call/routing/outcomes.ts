import type { DeviceAddress, DeviceId } from '../../signaling/ids.ts';
import type { EndReason } from '../reasons.ts';
import type {
  AcceptedCall,
  AttachingCall,
  CallFacts,
  EndedCall,
  NotRingingCall,
  RingingCall,
  RingingDevice,
  RoutingEffect,
  RoutingEvent,
  RoutingRefusal,
  RoutingState,
  RoutingStep,
} from './types.ts';

export function rings(state: RingingCall, from: DeviceAddress): RoutingStep {
  if (!hasDevice(state, from)) return refuse(state, 'not-in-call');
  if (state.devices[from.device] === 'ringing') return step(state, acknowledged);
  const next = { ...state, devices: withDevice(state, from.device, 'ringing') };
  return state.call.relationship === 'contact'
    ? step(next, acknowledged, {
        type: 'ringing',
        to: callerOf(next.call),
        device: from.device,
        asked: askedIn(next),
      })
    : step(next, acknowledged);
}

/** Devices that may yet answer. */
export function askedIn({ call, devices }: RingingCall): number {
  if (call.relationship === 'stranger') return 0;
  return Object.values(devices).filter((stage) => stage !== 'busy').length;
}

export function marked(state: RingingCall, device: DeviceId, as: RingingDevice): RoutingStep {
  return unlessAllBusy({ ...state, devices: withDevice(state, device, as) });
}

export function left(state: RingingCall, device: DeviceId): RoutingStep {
  const { [device]: _left, ...devices } = state.devices;
  return unlessAllBusy({ ...state, devices });
}

/** One device in another call does not make a person busy while others ring. */
function unlessAllBusy(state: RingingCall): RoutingStep {
  const { call, devices } = state;
  const stages = Object.values(devices);
  const allBusy = stages.length > 0 && stages.every((stage) => stage === 'busy');
  if (!allBusy || call.relationship === 'stranger') return stay(state);
  return missed(state, 'busy', [callerOf(call)]);
}

export function accepted(
  { call, ...state }: RingingCall | NotRingingCall,
  device: DeviceId,
  { media, at }: { readonly media: CallFacts['media']; readonly at: number },
): RoutingStep {
  const others = state.phase === 'ringing' ? Object.keys(state.devices) : [];
  return step(
    { phase: 'accepted', call, calleeDevice: device, media, acceptedAt: at },
    acknowledged,
    { type: 'stop-timer' },
    ...others
      .filter((one) => one !== device)
      .map((one) => tell({ account: call.callee, device: one }, 'answered-elsewhere')),
    { type: 'accepted', to: callerOf(call), device, media },
  );
}

/** A device of the callee answered over its link alone, and the conversation is over already. */
export function answeredAndOver(state: RingingCall, by: DeviceId): RoutingStep {
  return step(
    ended(state.call, 'hung-up'),
    acknowledged,
    { type: 'stop-timer' },
    ...endOnDevices(state, 'answered-elsewhere', by),
    tell(callerOf(state.call), 'hung-up'),
  );
}

/**
 * A contact is told. A stranger would learn that somebody is there, so the call only looks
 * unanswered; unless the callee sent a text, which is theirs to send.
 */
export function declined(
  state: RingingCall,
  by: DeviceId,
  { text, reason }: Extract<RoutingEvent, { type: 'decline' }>,
): RoutingStep {
  if (state.call.relationship === 'stranger' && (text === undefined || text === '')) {
    return prepend(acknowledged, silenced(state, 'answered-elsewhere', by));
  }
  return step(
    ended(state.call, reason),
    acknowledged,
    { type: 'stop-timer' },
    ...endOnDevices(state, 'answered-elsewhere', by),
    { type: 'ended', to: callerOf(state.call), reason, text },
  );
}

/** The devices stop ringing; for the caller nothing changes. */
export function silenced(
  state: RingingCall,
  reason: EndReason,
  except: DeviceId | null,
  missed: NotRingingCall['missed'] = 'dropped',
): RoutingStep {
  return step(
    { phase: 'not-ringing', call: state.call, endsAs: 'no-answer', missed },
    ...endOnDevices(state, reason, except),
  );
}

export function missed(
  state: RingingCall,
  reason: EndReason,
  to: readonly DeviceAddress[],
): RoutingStep {
  return step(
    { ...ended(state.call, reason), missed: true },
    { type: 'stop-timer' },
    ...endOnDevices(state, reason, null),
    ...to.map((party) => tell(party, reason)),
    { type: 'record-missed' },
  );
}

export function expired(
  state: NotRingingCall,
  reason: EndReason,
  to: readonly DeviceAddress[],
): RoutingStep {
  return step(
    { ...ended(state.call, reason), missed: state.missed === 'recorded' },
    { type: 'stop-timer' },
    ...to.map((party) => tell(party, reason)),
    ...(state.missed === 'recorded' ? ([{ type: 'record-missed' }] as const) : []),
  );
}

export function hungUp(state: AcceptedCall, by: DeviceAddress, reason: EndReason): RoutingStep {
  return step(ended(state.call, reason), acknowledged, tell(otherOf(state, by), reason));
}

export function notRinging(
  call: CallFacts,
  endsAs: NotRingingCall['endsAs'],
  missed: NotRingingCall['missed'],
  delayMs: number,
): RoutingStep {
  return step({ phase: 'not-ringing', call, endsAs, missed }, { type: 'start-timer', delayMs });
}

export function ended(call: CallFacts, reason: EndReason): EndedCall {
  return { phase: 'ended', call, reason, missed: false };
}

export const acknowledged: RoutingEffect = { type: 'acknowledge', refusal: null };

export function refuse(state: RoutingState, refusal: RoutingRefusal): RoutingStep {
  return step(state, { type: 'acknowledge', refusal });
}

export function step(state: RoutingState, ...effects: readonly RoutingEffect[]): RoutingStep {
  return { state, effects };
}

export function stay(state: RoutingState): RoutingStep {
  return { state, effects: [] };
}

export function prepend(first: RoutingEffect, { state, effects }: RoutingStep): RoutingStep {
  return { state, effects: [first, ...effects] };
}

export function takeMissed(device: DeviceId): RoutingEffect {
  return { type: 'take-missed', device };
}

export function tell(to: DeviceAddress, reason: EndReason): RoutingEffect {
  return { type: 'ended', to, reason };
}

function endOnDevices(
  { call, devices }: RingingCall,
  reason: EndReason,
  except: DeviceId | null,
): readonly RoutingEffect[] {
  return Object.keys(devices)
    .filter((device) => device !== except)
    .map((device) => tell({ account: call.callee, device }, reason));
}

export function callerOf({ caller, callerDevice }: CallFacts): DeviceAddress {
  return { account: caller, device: callerDevice };
}

export function calleeOf({ call, calleeDevice }: AcceptedCall | AttachingCall): DeviceAddress {
  return { account: call.callee, device: calleeDevice };
}

/** The device at the other end of a call between two devices. */
export function otherOf(state: AcceptedCall | AttachingCall, one: DeviceAddress): DeviceAddress {
  return one.account === state.call.caller ? calleeOf(state) : callerOf(state.call);
}

export function isCaller({ caller, callerDevice }: CallFacts, one: DeviceAddress): boolean {
  return one.account === caller && one.device === callerDevice;
}

export function hasAccepted({ call, calleeDevice }: AcceptedCall, one: DeviceAddress): boolean {
  return one.account === call.callee && one.device === calleeDevice;
}

/** Whether the device is one of the two that talk. */
export function isInCall(state: AcceptedCall, one: DeviceAddress): boolean {
  return isCaller(state.call, one) || hasAccepted(state, one);
}

export function hasDevice({ call, devices }: RingingCall, one: DeviceAddress): boolean {
  return one.account === call.callee && devices[one.device] !== undefined;
}

export function hasRung(device: RingingDevice | undefined): boolean {
  return device === 'ringing' || device === 'returned';
}

export function withDevice(
  { devices }: RingingCall,
  device: DeviceId,
  as: RingingDevice,
): RingingCall['devices'] {
  return { ...devices, [device]: as };
}

/** Why a device that is not in an accepted call is refused. */
export function lateness({ callee }: CallFacts, { account }: DeviceAddress): RoutingRefusal {
  return account === callee ? 'answered-elsewhere' : 'not-in-call';
}

import type { DeviceId } from '../signaling/ids.ts';
import type { EndReason } from './reasons.ts';
import type {
  AcceptedCall,
  AttachingCall,
  CallFacts,
  EndedCall,
  NotRingingCall,
  Party,
  RingingCall,
  RingingDevice,
  RoutingEffect,
  RoutingEvent,
  RoutingRefusal,
  RoutingState,
  RoutingStep,
} from './routing-types.ts';

export function rings(state: RingingCall, from: Party): RoutingStep {
  if (!hasDevice(state, from)) return refuse(state, 'not-in-call');
  if (state.devices.get(from.device) === 'ringing') return step(state, acknowledged);
  const next = { ...state, devices: withDevice(state, from.device, 'ringing') };
  return state.call.relationship === 'contact'
    ? step(next, acknowledged, { type: 'ringing', device: from.device, asked: askedIn(next) })
    : step(next, acknowledged);
}

/** Devices that may yet answer. */
export function askedIn({ call, devices }: RingingCall): number {
  if (call.relationship === 'stranger') return 0;
  return [...devices.values()].filter((stage) => stage !== 'busy').length;
}

export function marked(state: RingingCall, device: DeviceId, as: RingingDevice): RoutingStep {
  return unlessAllBusy({ ...state, devices: withDevice(state, device, as) });
}

export function left(state: RingingCall, device: DeviceId): RoutingStep {
  const devices = new Map(state.devices);
  devices.delete(device);
  return unlessAllBusy({ ...state, devices });
}

/** One device in another call does not make a person busy while others ring. */
function unlessAllBusy(state: RingingCall): RoutingStep {
  const { call, devices } = state;
  const allBusy = devices.size > 0 && [...devices.values()].every((device) => device === 'busy');
  if (!allBusy || call.relationship === 'stranger') return stay(state);
  return missed(state, 'busy', [callerOf(call)]);
}

export function accepted(
  { call, ...state }: RingingCall | NotRingingCall,
  device: DeviceId,
  { media, at }: { readonly media: CallFacts['media']; readonly at: number },
): RoutingStep {
  const others = state.phase === 'ringing' ? [...state.devices.keys()] : [];
  return step(
    { phase: 'accepted', call, calleeDevice: device, media, acceptedAt: at },
    acknowledged,
    { type: 'stop-timer' },
    ...others.filter((one) => one !== device).map((one) => tell(callee(one), 'answered-elsewhere')),
    { type: 'accepted', device, media },
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

export function missed(state: RingingCall, reason: EndReason, to: readonly Party[]): RoutingStep {
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
  to: readonly Party[],
): RoutingStep {
  return step(
    { ...ended(state.call, reason), missed: state.missed === 'recorded' },
    { type: 'stop-timer' },
    ...to.map((party) => tell(party, reason)),
    ...(state.missed === 'recorded' ? ([{ type: 'record-missed' }] as const) : []),
  );
}

export function hungUp(state: AcceptedCall, by: Party, reason: EndReason): RoutingStep {
  return step(ended(state.call, reason), acknowledged, tell(otherParty(state, by), reason));
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

export function tell(to: Party, reason: EndReason): RoutingEffect {
  return { type: 'ended', to, reason };
}

function endOnDevices(
  { devices }: RingingCall,
  reason: EndReason,
  except: DeviceId | null,
): readonly RoutingEffect[] {
  return [...devices.keys()]
    .filter((device) => device !== except)
    .map((device) => tell(callee(device), reason));
}

function callee(device: DeviceId): Party {
  return { side: 'callee', device };
}

export function callerOf(call: CallFacts): Party {
  return { side: 'caller', device: call.callerDevice };
}

export function calleeOf(state: AcceptedCall | AttachingCall): Party {
  return callee(state.calleeDevice);
}

export function otherParty(state: AcceptedCall | AttachingCall, party: Party): Party {
  return party.side === 'caller' ? calleeOf(state) : callerOf(state.call);
}

export function isCaller(call: CallFacts, { side, device }: Party): boolean {
  return side === 'caller' && device === call.callerDevice;
}

export function hasAccepted(state: AcceptedCall, { side, device }: Party): boolean {
  return side === 'callee' && device === state.calleeDevice;
}

export function isParty(state: AcceptedCall, party: Party): boolean {
  return isCaller(state.call, party) || hasAccepted(state, party);
}

export function hasDevice(state: RingingCall, { side, device }: Party): boolean {
  return side === 'callee' && state.devices.has(device);
}

export function hasRung(device: RingingDevice | undefined): boolean {
  return device === 'ringing' || device === 'returned';
}

export function withDevice(
  { devices }: RingingCall,
  device: DeviceId,
  as: RingingDevice,
): ReadonlyMap<DeviceId, RingingDevice> {
  return new Map(devices).set(device, as);
}

export function lateness({ side }: Party): RoutingRefusal {
  return side === 'callee' ? 'answered-elsewhere' : 'not-in-call';
}

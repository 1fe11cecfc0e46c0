import type { DeviceId } from '../signaling/ids.ts';
import { unreachable } from '../unreachable.ts';
import type { EndReason } from './reasons.ts';
import type {
  AcceptedCall,
  CallFacts,
  EndedCall,
  Hearing,
  Party,
  RingingCall,
  RingingDevice,
  RoutingEffect,
  RoutingEvent,
  RoutingRefusal,
  RoutingState,
  RoutingStep,
  UnheardCall,
} from './routing-types.ts';
import { noAnswerMs } from './timing.ts';

/**
 * Begins a call. A contact who reaches nobody is told so at once, by a timer of 0 ms: an event of
 * the call never overtakes the acknowledgement of its invite.
 */
export function invite(call: CallFacts, hearing: Hearing): RoutingStep {
  switch (hearing.by) {
    case 'devices':
      if (call.standing === 'contact' && hearing.devices.length === 0) {
        return unheard(call, 'unavailable', 'recorded', 0);
      }
      return {
        state: {
          phase: 'ringing',
          call,
          devices: new Map(hearing.devices.map((device) => [device, 'notified'])),
        },
        effects: [
          { type: 'start-timer', delayMs: noAnswerMs },
          ...hearing.devices.map((device): RoutingEffect => ({ type: 'incoming', device })),
        ],
      };
    case 'nobody':
      return call.standing === 'contact'
        ? unheard(call, 'unavailable', hearing.missed, 0)
        : unheard(call, 'no-answer', hearing.missed, noAnswerMs);
    default:
      return unreachable(hearing);
  }
}

/**
 * The server's authoritative call machine: pure, and defined for every pair of state and event.
 * Requests that are repeated after a lost acknowledgement are acknowledged again and do nothing.
 */
export function route(state: RoutingState, event: RoutingEvent): RoutingStep {
  switch (state.phase) {
    case 'ringing':
      return whileRinging(state, event);
    case 'unheard':
      return whileUnheard(state, event);
    case 'accepted':
      return whileAccepted(state, event);
    case 'ended':
      return onceEnded(state, event);
    default:
      return unreachable(state);
  }
}

function whileRinging(state: RingingCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'ringing':
      return rings(state, event.from);
    case 'busy':
      if (!hasDevice(state, event.from)) return refuse(state, 'not-in-call');
      return prepend(acknowledged, marked(state, event.from.device, 'busy'));
    case 'accept':
      if (!hasDevice(state, event.from)) return refuse(state, 'not-in-call');
      return accepted(state, event.from.device, event);
    case 'mutual':
      if (event.from.side === 'caller') return refuse(state, 'not-in-call');
      return accepted(state, event.from.device, event);
    case 'decline':
      if (!hasDevice(state, event.from)) return refuse(state, 'not-in-call');
      return declined(state, event.from.device, event.text);
    case 'cancel':
    case 'bye':
      if (!isCaller(state.call, event.from)) return refuse(state, 'not-in-call');
      return prepend(acknowledged, missed(state, 'cancelled', []));
    case 'joined':
      return stay({
        ...state,
        devices: withDevice(
          state,
          event.device,
          hasRung(state.devices.get(event.device)) ? 'returned' : 'notified',
        ),
      });
    case 'gone':
      if (isCaller(state.call, event.from)) return missed(state, 'cancelled', []);
      return hasDevice(state, event.from) ? left(state, event.from.device) : stay(state);
    case 'blocked':
      return silenced(state, 'declined', null);
    case 'timeout':
      return missed(state, 'no-answer', [callerOf(state.call)]);
    default:
      return unreachable(event);
  }
}

function whileUnheard(state: UnheardCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'mutual':
      if (event.from.side === 'caller') return refuse(state, 'not-in-call');
      return accepted(state, event.from.device, event);
    case 'cancel':
    case 'bye':
      if (!isCaller(state.call, event.from)) return refuse(state, 'not-in-call');
      return prepend(acknowledged, expired(state, 'cancelled', []));
    case 'decline':
      // Repeated, or on two devices at once: what it asks for is so.
      return event.from.side === 'callee'
        ? step(state, acknowledged)
        : refuse(state, 'not-in-call');
    case 'ringing':
    case 'busy':
    case 'accept':
      return refuse(state, event.from.side === 'callee' ? 'call-over' : 'not-in-call');
    case 'gone':
      return isCaller(state.call, event.from) ? expired(state, 'cancelled', []) : stay(state);
    case 'blocked':
      return stay({ ...state, missed: 'dropped' });
    case 'timeout':
      return expired(state, state.endsAs, [callerOf(state.call)]);
    case 'joined':
      return stay(state);
    default:
      return unreachable(event);
  }
}

function whileAccepted(state: AcceptedCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'ringing':
    case 'busy':
    case 'accept':
    case 'mutual':
      // Too late for all but the winner, who repeats itself.
      if (event.from.side === 'caller') return refuse(state, 'not-in-call');
      return event.from.device === state.calleeDevice
        ? step(state, acknowledged)
        : refuse(state, 'answered-elsewhere');
    case 'decline':
      return refuse(state, hasAccepted(state, event.from) ? 'not-in-call' : lateness(event.from));
    case 'cancel':
      // It crossed the accept (RFC 3261, section 9.1): the person wants no call, so it ends.
      return isParty(state, event.from)
        ? hungUp(state, event.from, 'hung-up')
        : refuse(state, lateness(event.from));
    case 'bye':
      return isParty(state, event.from)
        ? hungUp(state, event.from, event.reason)
        : refuse(state, lateness(event.from));
    case 'gone':
      if (!isParty(state, event.from)) return stay(state);
      return step(ended(state.call, 'gone'), tell(otherParty(state, event.from), 'gone'));
    case 'blocked':
      return step(
        ended(state.call, 'hung-up'),
        tell(callerOf(state.call), 'hung-up'),
        tell(calleeOf(state), 'hung-up'),
      );
    case 'joined':
    case 'timeout':
      return stay(state);
    default:
      return unreachable(event);
  }
}

function onceEnded(state: EndedCall, event: RoutingEvent): RoutingStep {
  switch (event.type) {
    case 'cancel':
    case 'decline':
    case 'bye':
      return step(state, acknowledged);
    case 'ringing':
    case 'busy':
    case 'accept':
    case 'mutual':
      return refuse(state, 'call-over');
    case 'joined':
    case 'gone':
    case 'blocked':
    case 'timeout':
      return stay(state);
    default:
      return unreachable(event);
  }
}

function rings(state: RingingCall, from: Party): RoutingStep {
  if (!hasDevice(state, from)) return refuse(state, 'not-in-call');
  if (state.devices.get(from.device) === 'ringing') return step(state, acknowledged);
  const next = { ...state, devices: withDevice(state, from.device, 'ringing') };
  return state.call.standing === 'contact'
    ? step(next, acknowledged, { type: 'ringing', device: from.device })
    : step(next, acknowledged);
}

function marked(state: RingingCall, device: DeviceId, as: RingingDevice): RoutingStep {
  return unlessAllBusy({ ...state, devices: withDevice(state, device, as) });
}

function left(state: RingingCall, device: DeviceId): RoutingStep {
  const devices = new Map(state.devices);
  devices.delete(device);
  return unlessAllBusy({ ...state, devices });
}

/** One device in another call does not make a person busy while others ring. */
function unlessAllBusy(state: RingingCall): RoutingStep {
  const { call, devices } = state;
  const allBusy = devices.size > 0 && [...devices.values()].every((device) => device === 'busy');
  if (!allBusy || call.standing === 'stranger') return stay(state);
  return missed(state, 'busy', [callerOf(call)]);
}

function accepted(
  { call, ...state }: RingingCall | UnheardCall,
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

/**
 * A contact is told. A stranger would learn that somebody is there, so the call only looks
 * unanswered; unless the callee sent a text, which is theirs to send.
 */
function declined(state: RingingCall, by: DeviceId, text: string | undefined): RoutingStep {
  if (state.call.standing === 'stranger' && (text === undefined || text === '')) {
    return prepend(acknowledged, silenced(state, 'answered-elsewhere', by));
  }
  return step(
    ended(state.call, 'declined'),
    acknowledged,
    { type: 'stop-timer' },
    ...endOnDevices(state, 'answered-elsewhere', by),
    { type: 'ended', to: callerOf(state.call), reason: 'declined', text },
  );
}

/** The devices stop ringing; for the caller nothing changes. */
function silenced(state: RingingCall, reason: EndReason, except: DeviceId | null): RoutingStep {
  return step(
    { phase: 'unheard', call: state.call, endsAs: 'no-answer', missed: 'dropped' },
    ...endOnDevices(state, reason, except),
  );
}

function missed(state: RingingCall, reason: EndReason, to: readonly Party[]): RoutingStep {
  return step(
    ended(state.call, reason),
    { type: 'stop-timer' },
    ...endOnDevices(state, reason, null),
    ...to.map((party) => tell(party, reason)),
    { type: 'record-missed' },
  );
}

function expired(state: UnheardCall, reason: EndReason, to: readonly Party[]): RoutingStep {
  return step(
    ended(state.call, reason),
    { type: 'stop-timer' },
    ...to.map((party) => tell(party, reason)),
    ...(state.missed === 'recorded' ? ([{ type: 'record-missed' }] as const) : []),
  );
}

function hungUp(state: AcceptedCall, by: Party, reason: EndReason): RoutingStep {
  return step(ended(state.call, reason), acknowledged, tell(otherParty(state, by), reason));
}

function unheard(
  call: CallFacts,
  endsAs: UnheardCall['endsAs'],
  missed: UnheardCall['missed'],
  delayMs: number,
): RoutingStep {
  return step({ phase: 'unheard', call, endsAs, missed }, { type: 'start-timer', delayMs });
}

function ended(call: CallFacts, reason: EndReason): EndedCall {
  return { phase: 'ended', call, reason };
}

const acknowledged: RoutingEffect = { type: 'acknowledge', refusal: null };

function refuse(state: RoutingState, refusal: RoutingRefusal): RoutingStep {
  return step(state, { type: 'acknowledge', refusal });
}

function step(state: RoutingState, ...effects: readonly RoutingEffect[]): RoutingStep {
  return { state, effects };
}

function stay(state: RoutingState): RoutingStep {
  return { state, effects: [] };
}

function prepend(first: RoutingEffect, { state, effects }: RoutingStep): RoutingStep {
  return { state, effects: [first, ...effects] };
}

function tell(to: Party, reason: EndReason): RoutingEffect {
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

function callerOf(call: CallFacts): Party {
  return { side: 'caller', device: call.callerDevice };
}

function calleeOf(state: AcceptedCall): Party {
  return callee(state.calleeDevice);
}

function otherParty(state: AcceptedCall, party: Party): Party {
  return party.side === 'caller' ? calleeOf(state) : callerOf(state.call);
}

function isCaller(call: CallFacts, { side, device }: Party): boolean {
  return side === 'caller' && device === call.callerDevice;
}

function hasAccepted(state: AcceptedCall, { side, device }: Party): boolean {
  return side === 'callee' && device === state.calleeDevice;
}

function isParty(state: AcceptedCall, party: Party): boolean {
  return isCaller(state.call, party) || hasAccepted(state, party);
}

function hasDevice(state: RingingCall, { side, device }: Party): boolean {
  return side === 'callee' && state.devices.has(device);
}

function hasRung(device: RingingDevice | undefined): boolean {
  return device === 'ringing' || device === 'returned';
}

function withDevice(
  { devices }: RingingCall,
  device: DeviceId,
  as: RingingDevice,
): ReadonlyMap<DeviceId, RingingDevice> {
  return new Map(devices).set(device, as);
}

function lateness({ side }: Party): RoutingRefusal {
  return side === 'callee' ? 'answered-elsewhere' : 'not-in-call';
}

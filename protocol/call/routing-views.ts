import { assertNever } from '../assert-never.ts';
import type { AccountId, DeviceId } from '../signaling/ids.ts';
import { askedIn } from './routing-outcomes.ts';
import type { CallFacts, Party, RoutingRefusal, RoutingState } from './routing-types.ts';

/** What a call is to one device: what `registered` says of it. */
export type CallView =
  | { readonly as: 'nothing' }
  | { readonly as: 'incoming' }
  /** `ringing`: devices that the caller knows of. */
  | { readonly as: 'outgoing'; readonly ringing: readonly DeviceId[]; readonly asked: number }
  | { readonly as: 'accepted'; readonly peer: Party };

const nothing: CallView = { as: 'nothing' };

/** The truth about a call, as far as it is this device's to know. */
export function viewOf(state: RoutingState, { side, device }: Party): CallView {
  const isCaller = side === 'caller' && device === state.call.callerDevice;
  switch (state.phase) {
    case 'ringing':
      if (isCaller) return { as: 'outgoing', ringing: knownToRing(state), asked: askedIn(state) };
      return side === 'callee' && state.devices.has(device) ? { as: 'incoming' } : nothing;
    case 'not-ringing':
      return isCaller ? { as: 'outgoing', ringing: [], asked: 0 } : nothing;
    case 'accepted':
      if (isCaller) return { as: 'accepted', peer: { side: 'callee', device: state.calleeDevice } };
      return side === 'callee' && device === state.calleeDevice
        ? { as: 'accepted', peer: { side: 'caller', device: state.call.callerDevice } }
        : nothing;
    case 'attaching':
    case 'ended':
      return nothing;
    default:
      return assertNever(state);
  }
}

function knownToRing(state: Extract<RoutingState, { phase: 'ringing' }>): readonly DeviceId[] {
  if (state.call.relationship === 'stranger') return [];
  return [...state.devices].filter(([, stage]) => stage === 'ringing').map(([device]) => device);
}

/** Whether the callee's account took the call, or let it go: none of its devices has missed it. */
export function isHandled(state: RoutingState): boolean {
  switch (state.phase) {
    case 'accepted':
      return true;
    case 'not-ringing':
      return state.missed === 'dropped';
    case 'ended':
      return !state.missed;
    case 'ringing':
    case 'attaching':
      return false;
    default:
      return assertNever(state);
  }
}

/** Whether something may pass, or why not; `drop-silently`: acknowledged and dropped. */
type Passage = 'relay' | 'drop-silently' | RoutingRefusal;

/**
 * The devices to which an offer of the caller for whoever rings first may pass: those that were
 * asked to ring, or the one that has accepted meanwhile. For contacts only.
 */
function forkOf(state: RoutingState, from: Party): readonly DeviceId[] | Exclude<Passage, 'relay'> {
  const { call } = state;
  const isCaller = from.side === 'caller' && from.device === call.callerDevice;
  if (state.phase === 'ended' || state.phase === 'attaching') return 'call-over';
  if (!isCaller || call.relationship === 'stranger') return 'not-in-call';
  switch (state.phase) {
    case 'ringing':
      return [...state.devices].filter(([, stage]) => stage !== 'busy').map(([device]) => device);
    case 'accepted':
      return [state.calleeDevice];
    case 'not-ringing':
      return 'drop-silently';
    default:
      return assertNever(state);
  }
}

/**
 * Whether an offer, answer or candidate may pass: between the caller's device and one that has
 * accepted, or, for contacts only, one that rings (RFC 8838: candidates show addresses).
 *
 * `drop-silently`: acknowledged and dropped. The callee has blocked a contact whose call was ringing,
 * and a refusal would tell.
 */
export function relayOf(state: RoutingState, from: Party, to: DeviceId): Passage {
  const { call } = state;
  switch (state.phase) {
    case 'accepted': {
      const { calleeDevice } = state;
      const passes =
        from.side === 'caller'
          ? from.device === call.callerDevice && to === calleeDevice
          : from.device === calleeDevice && to === call.callerDevice;
      return passes ? 'relay' : 'not-in-call';
    }
    case 'ringing': {
      if (call.relationship === 'stranger') return 'not-in-call';
      const ringing = from.side === 'caller' ? to : from.device;
      const caller = from.side === 'caller' ? from.device : to;
      const stage = state.devices.get(ringing);
      const rings = stage === 'ringing' || stage === 'returned';
      return rings && caller === call.callerDevice ? 'relay' : 'not-in-call';
    }
    case 'not-ringing': {
      const mayHaveRung = from.side === 'caller' && from.device === call.callerDevice;
      return mayHaveRung && call.relationship === 'contact' ? 'drop-silently' : 'not-in-call';
    }
    case 'attaching':
    case 'ended':
      return 'call-over';
    default:
      return assertNever(state);
  }
}

/**
 * Who may get a signal that is meant for a device, or for whichever rings first (`null`).
 *
 * `drop-silently`: acknowledged and dropped.
 */
export function receiversOf(
  state: RoutingState,
  from: Party,
  to: DeviceId | null,
): readonly DeviceId[] | Exclude<Passage, 'relay'> {
  if (to === null) return forkOf(state, from);
  const passage = relayOf(state, from, to);
  return passage === 'relay' ? [to] : passage;
}

/** Which side of the call an account is on, if any. */
export function sideOf(call: CallFacts, account: AccountId): Party['side'] | null {
  if (account === call.caller) return 'caller';
  return account === call.callee ? 'callee' : null;
}

import { assertNever } from '../../assert-never.ts';
import {
  type AccountId,
  type DeviceAddress,
  type DeviceId,
  sameDevice,
} from '../../signaling/ids.ts';
import { askedIn, calleeOf, callerOf, hasAccepted, hasDevice, isCaller } from './outcomes.ts';
import type { CallFacts, RingingDevice, RoutingRefusal, RoutingState } from './types.ts';

/** What a call is to one device: what `registered` says of it. */
export type CallView =
  | { readonly as: 'nothing' }
  | { readonly as: 'incoming' }
  /** `ringing`: devices that the caller knows of. */
  | { readonly as: 'outgoing'; readonly ringing: readonly DeviceId[]; readonly asked: number }
  | { readonly as: 'accepted'; readonly peer: DeviceAddress };

const nothing: CallView = { as: 'nothing' };

/** The truth about a call, as far as this device may know it. */
export function viewOf(state: RoutingState, device: DeviceAddress): CallView {
  switch (state.phase) {
    case 'ringing':
      if (isCaller(state.call, device)) {
        return { as: 'outgoing', ringing: knownToRing(state), asked: askedIn(state) };
      }
      return hasDevice(state, device) ? { as: 'incoming' } : nothing;
    case 'not-ringing':
      return isCaller(state.call, device) ? { as: 'outgoing', ringing: [], asked: 0 } : nothing;
    case 'accepted':
      if (isCaller(state.call, device)) return { as: 'accepted', peer: calleeOf(state) };
      return hasAccepted(state, device) ? { as: 'accepted', peer: callerOf(state.call) } : nothing;
    case 'attaching':
    case 'ended':
      return nothing;
    default:
      return assertNever(state);
  }
}

function knownToRing(state: Extract<RoutingState, { phase: 'ringing' }>): readonly DeviceId[] {
  if (state.call.relationship === 'stranger') return [];
  return Object.keys(state.devices).filter((device) => state.devices[device] === 'ringing');
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
    case 'attaching':
      return state.before !== null && !state.before.missed;
    case 'ringing':
      return false;
    default:
      return assertNever(state);
  }
}

/** A device in a call's roster (RFC 4575), and how far it is. */
interface RosterEntry {
  readonly address: DeviceAddress;
  readonly stage: 'calling' | RingingDevice | 'joined';
}

/** The devices of a call that lives. */
function rosterOf(state: RoutingState): readonly RosterEntry[] {
  switch (state.phase) {
    case 'ringing': {
      const { call, devices } = state;
      const asked = Object.entries(devices).map(([device, stage]) => ({
        address: { account: call.callee, device },
        stage,
      }));
      return [{ address: callerOf(call), stage: 'calling' }, ...asked];
    }
    case 'not-ringing':
      return [{ address: callerOf(state.call), stage: 'calling' }];
    case 'accepted':
      return [callerOf(state.call), calleeOf(state)].map((address) => ({
        address,
        stage: 'joined',
      }));
    case 'attaching':
    case 'ended':
      return [];
    default:
      return assertNever(state);
  }
}

/** Why a signal does not pass. `drop-silently`: it is acknowledged and dropped. */
export type Impasse = 'drop-silently' | RoutingRefusal;

/**
 * The devices to which an offer, answer or candidate goes, or why it goes nowhere.
 *
 * Devices that have joined exchange signals. While it rings, the caller's device exchanges them with
 * devices that ring, between contacts only: candidates show addresses (RFC 8838). Without `to` the
 * signal is the caller's offer for whichever device rings first.
 *
 * `drop-silently`: the callee has blocked a contact whose call was ringing, and a refusal would tell.
 */
export function receiversOf(
  state: RoutingState,
  from: DeviceAddress,
  to: DeviceId | null,
): readonly DeviceAddress[] | Impasse {
  const roster = rosterOf(state);
  if (roster.length === 0) return 'call-over';
  const sender = roster.find(({ address }) => sameDevice(address, from));
  if (sender === undefined) return 'not-in-call';
  const others = roster.filter((entry) => entry !== sender);
  const isContact = state.call.relationship === 'contact';
  if (state.phase === 'not-ringing') return isContact ? 'drop-silently' : 'not-in-call';
  if (to === null) return isCaller(state.call, from) && isContact ? asked(others) : 'not-in-call';
  const receiver = others.find(({ address }) => address.device === to);
  if (receiver === undefined) return 'not-in-call';
  const passes =
    (sender.stage === 'joined' && receiver.stage === 'joined') ||
    (isContact && exchange(sender, receiver)) ||
    (isContact && exchange(receiver, sender));
  return passes ? [receiver.address] : 'not-in-call';
}

/** Whether the caller's device and this one exchange signals before the accept. */
function exchange(caller: RosterEntry, { stage }: RosterEntry): boolean {
  return caller.stage === 'calling' && (stage === 'ringing' || stage === 'returned');
}

/** Devices that were asked to ring, or the one that has accepted meanwhile. */
function asked(others: readonly RosterEntry[]): readonly DeviceAddress[] {
  return others.filter(({ stage }) => stage !== 'busy').map(({ address }) => address);
}

/** Whether the call is one of the account's: its own, or one to it. */
export function isOfAccount({ caller, callee }: CallFacts, account: AccountId): boolean {
  return account === caller || account === callee;
}

import type { DeviceAddress, DeviceId } from '../../signaling/ids.ts';
import type { Call } from '../calls/state.ts';
import type { LegState, Person } from '../leg/state.ts';

/**
 * How a device is in a call: `alerting`, `pending`, `connected` and `on-hold` of RFC 4575,
 * section 5.7.
 */
export type RosterStatus = 'ringing' | 'connecting' | 'active' | 'held';

/** A device of a member. */
export interface RosterDevice {
  readonly device: DeviceId;
  readonly status: RosterStatus;
}

/** A person in a call, with the devices that ring or are in it; none is known yet, or any more. */
export interface Member extends Person {
  readonly devices: readonly RosterDevice[];
}

/**
 * Who is in a call besides this device's account (RFC 4353, section 3; RFC 4575). In a call of two
 * nobody keeps it: it follows from the leg.
 */
export type Roster = readonly Member[];

export function rosterOf({ legs }: Call): Roster {
  return legs.map((leg) => ({ ...leg.person, devices: devicesOf(leg) }));
}

function devicesOf(leg: LegState): readonly RosterDevice[] {
  if (leg.phase === 'ended') return [];
  if (leg.phase === 'outgoing') {
    return leg.ringing.map(({ device }) => ({ device, status: 'ringing' }));
  }
  return [{ device: leg.device, status: leg.phase === 'incoming' ? 'ringing' : leg.phase }];
}

/** Whether a device is in the call, or rings for it: only then its signals count. */
export function isInRoster(roster: Roster, { account, device }: DeviceAddress): boolean {
  return roster.some(
    ({ id, devices }) => id === account && devices.some((one) => one.device === device),
  );
}

import type { DeviceAddress, EventPayload } from '@tatap/protocol/signaling';
import type { Calls } from './calls/calls.ts';
import type { Contacts } from './contacts.ts';
import type { Clock, Storage } from './ports.ts';
import type { Presence } from './presence.ts';
import type { Arrival } from './registrar-types.ts';

interface Dependencies {
  readonly clock: Pick<Clock, 'wall'>;
  readonly storage: Storage;
  readonly contacts: Contacts;
  readonly calls: Calls;
  readonly presence: Presence;
  readonly iceServersOf: (device: DeviceAddress) => EventPayload<'registered'>['ice'];
}

/**
 * Reads what a device is told that registers. Calls that ring for its account ring on it from now on,
 * and are in the snapshot. `null`: no such account.
 */
export async function readSnapshot(
  device: DeviceAddress,
  arrival: Arrival,
  { clock, storage, contacts, calls, presence, iceServersOf }: Dependencies,
): Promise<EventPayload<'registered'> | null> {
  await calls.joined(device, arrival);
  const [account, records, missed] = await Promise.all([
    storage.accounts.find(device.account),
    contacts.list(device.account),
    storage.missedCalls.list(device.account),
  ]);
  if (account === null) return null;
  presence.choose(account);
  const [shown, ofDevice] = await Promise.all([
    Promise.all(records.map((record) => contacts.show(record))),
    calls.ofDevice(device),
  ]);
  return {
    account,
    device: device.device,
    serverTime: clock.wall(),
    contacts: shown,
    ...ofDevice,
    missed: [...missed],
    ice: iceServersOf(device),
  };
}

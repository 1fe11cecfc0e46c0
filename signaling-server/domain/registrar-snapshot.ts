import type { DeviceAddress, EventName, EventPayload } from '@tatap/protocol/signaling';
import type { Calls } from './calls.ts';
import type { Contacts } from './contacts.ts';
import type { Clock, Storage } from './ports.ts';
import type { Presence } from './presence.ts';

interface Dependencies {
  readonly clock: Pick<Clock, 'wall'>;
  readonly storage: Storage;
  readonly contacts: Contacts;
  readonly calls: Calls;
  readonly presence: Presence;
  readonly iceServersOf: (device: DeviceAddress) => EventPayload<'registered'>['ice'];
}

/**
 * Reads what storage knows for a device that registers. What lives in memory (calls, presence) is
 * looked at only when the result is called, at the moment of sending. `null`: no such account.
 */
export async function readSnapshot(
  device: DeviceAddress,
  { clock, storage, contacts, calls, presence, iceServersOf }: Dependencies,
): Promise<(() => EventPayload<'registered'>) | null> {
  const [account, records, missed] = await Promise.all([
    storage.accounts.find(device.account),
    contacts.list(device.account),
    storage.missedCalls.list(device.account),
  ]);
  if (account === null) return null;
  presence.choose(account);
  return () => ({
    account,
    device: device.device,
    serverTime: clock.wall(),
    contacts: records.map((record) => contacts.show(record)),
    calls: calls.liveCallsOf(device),
    missed: [...missed],
    handled: calls.handledFor(device.account),
    ice: iceServersOf(device),
  });
}

/** What becomes of an event to a device that has not got its `registered` yet. */
export type BesideSnapshot =
  /** The snapshot says it better: it is taken after these have happened. */
  | 'in-snapshot'
  /** What was read for the snapshot may not know of it. */
  | 'after-snapshot'
  | 'at-once';

/** See {@link BesideSnapshot}: `registered` is the first event that a fresh device hears. */
export function besideSnapshot(name: EventName): BesideSnapshot {
  switch (name) {
    case 'registered':
    case 'session.ended':
      return 'at-once';
    case 'call.incoming':
    case 'call.ringing':
    case 'call.accepted':
    case 'call.ended':
    case 'presence.changed':
      return 'in-snapshot';
    default:
      return 'after-snapshot';
  }
}

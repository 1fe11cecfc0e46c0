import type {
  CallId,
  DeviceAddress,
  EventName,
  EventPayload,
  LiveCall,
} from '@tatap/protocol/signaling';
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
 * Reads the `registered` snapshot of a device. From now on, calls that ring for its account ring on
 * the device too, and are in the snapshot.
 *
 * Storage is read first, which may take long. Calls and presence are read when the returned
 * function is called. `null`: the account does not exist.
 */
export async function readSnapshot(
  device: DeviceAddress,
  arrival: Arrival,
  { clock, storage, contacts, calls, presence, iceServersOf }: Dependencies,
): Promise<(() => Promise<EventPayload<'registered'>>) | null> {
  await calls.joined(device, arrival);
  const [account, records, missed] = await Promise.all([
    storage.accounts.find(device.account),
    contacts.list(device.account),
    storage.missedCalls.list(device.account),
  ]);
  if (account === null) return null;
  presence.choose(account);
  return async () => {
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
  };
}

/** How an event relates to the snapshot that is being read for its device. */
export type BesideSnapshot =
  /** The snapshot may include it already, or not. */
  | 'in-snapshot'
  /** The snapshot does not include it. */
  | 'after-snapshot'
  | 'at-once';

/** See {@link BesideSnapshot}: `registered` is the first event that a fresh device gets. */
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

/** An event as Socket.IO sends it: its name and its payload. */
export type SentEvent = readonly [name: EventName, payload: unknown];

/** Events that waited during the read of a snapshot: those to send before it and after it. */
export interface Sorted {
  readonly before: readonly SentEvent[];
  readonly after: readonly SentEvent[];
}

/**
 * Sorts events that happened during the read of a snapshot; it is unknown which of them the
 * snapshot includes. An event that it includes is not sent again. A resumed device gets the end of
 * a call before the snapshot that no longer contains the call.
 */
export function sortedBeside(
  snapshot: EventPayload<'registered'>,
  arrival: Arrival,
  held: readonly SentEvent[],
): Sorted {
  const shown = new Map(snapshot.calls.map((call) => [call.callId, call]));
  const over = new Set(held.filter(([name]) => name === 'call.ended').map(callIdOf));
  const isOver = (event: SentEvent) => event[0] === 'call.ended' && !shown.has(callIdOf(event));
  return {
    before: arrival === 'resumed' ? held.filter(isOver) : [],
    after: held.filter((event) => isNews(event, shown, over)),
  };
}

function isNews(
  event: SentEvent,
  shown: ReadonlyMap<CallId, LiveCall>,
  over: ReadonlySet<CallId>,
): boolean {
  const [name, payload] = event;
  const call = shown.get(callIdOf(event));
  switch (name) {
    case 'call.incoming':
      return call === undefined && !over.has(callIdOf(event));
    case 'call.ringing': {
      const { device } = payload as EventPayload<'call.ringing'>;
      return call?.state === 'outgoing' && !call.ringing.includes(device);
    }
    case 'call.accepted':
      return call?.state === 'outgoing';
    case 'call.ended':
      return call !== undefined;
    default:
      return true;
  }
}

/** Returns `''` for an event that belongs to no call. */
function callIdOf([, payload]: SentEvent): CallId {
  return (payload as { readonly callId?: CallId }).callId ?? '';
}

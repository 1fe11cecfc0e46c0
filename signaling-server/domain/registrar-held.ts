import type { EventName, EventPayload } from '@tatap/protocol/signaling';
import type { Arrival, Connection, HeldEvent } from './registrar-types.ts';

/** What the snapshot says better: it was taken after these happened. */
const inSnapshot: ReadonlySet<EventName> = new Set([
  'call.incoming',
  'call.ringing',
  'call.accepted',
  'call.ended',
  'presence.changed',
]);

/**
 * Sends the snapshot and what happened while it was read. A device that resumed has all events
 * without a gap, and the truth after them; for a fresh one the snapshot is the first that it hears.
 */
export function deliverHeld(
  connection: Connection,
  arrival: Arrival,
  held: readonly HeldEvent[],
  snapshot: EventPayload<'registered'>,
): void {
  if (arrival === 'resumed') {
    for (const event of held) connection.send(event.name, event.payload);
    connection.send('registered', snapshot);
    return;
  }
  connection.send('registered', snapshot);
  for (const event of held) {
    if (!inSnapshot.has(event.name)) connection.send(event.name, event.payload);
  }
}

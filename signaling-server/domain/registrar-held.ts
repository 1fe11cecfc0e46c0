import type { CallId, EventPayload, LiveCall } from '@tatap/protocol/signaling';
import type { Arrival, Connection, HeldEvent } from './registrar-types.ts';

/**
 * Sends the snapshot and what happened while it was read. A device that resumed has all events
 * without a gap, and the truth after them; for a fresh one the snapshot is the first that it hears,
 * and then what the snapshot does not show yet.
 */
export function deliverHeld(
  connection: Connection,
  arrival: Arrival,
  held: readonly HeldEvent[],
  snapshot: EventPayload<'registered'>,
): void {
  const send = ({ name, payload }: HeldEvent) => connection.send(name, payload);
  if (arrival === 'resumed') {
    held.forEach(send);
    connection.send('registered', snapshot);
    return;
  }
  connection.send('registered', snapshot);
  const shown = new Map(snapshot.calls.map((call) => [call.callId, call]));
  const over = new Set(
    held.flatMap((event) => (event.name === 'call.ended' ? [event.payload.callId] : [])),
  );
  held.filter((event) => isNews(event, shown, over)).forEach(send);
}

/**
 * Whether an event tells more than a snapshot of the same moments: nobody can say which of the two
 * was first.
 */
function isNews(
  event: HeldEvent,
  shown: ReadonlyMap<CallId, LiveCall>,
  over: ReadonlySet<CallId>,
): boolean {
  switch (event.name) {
    case 'call.incoming':
      return !shown.has(event.payload.callId) && !over.has(event.payload.callId);
    case 'call.ringing': {
      const { callId, device } = event.payload;
      const call = shown.get(callId);
      return !over.has(callId) && call?.state === 'outgoing' && !call.ringing.includes(device);
    }
    case 'call.accepted': {
      const { callId } = event.payload;
      return !over.has(callId) && shown.get(callId)?.state === 'outgoing';
    }
    case 'call.ended':
      return shown.has(event.payload.callId);
    default:
      return true;
  }
}

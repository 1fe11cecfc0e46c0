import type { Wire } from './wire.ts';

/** How many relayed messages one sample takes. */
const messages = 10_000;
/** Unacknowledged messages in flight: enough to keep the server busy, as many devices would. */
const window = 256;

/** A candidate line of ordinary length. One is sent at a time, so that both servers pass on as much. */
export const candidate =
  'candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 192.0.2.11 rport 46154 generation 0 ufrag Hk3w network-cost 999';

/**
 * Relays `messages` from one wire to the other and returns messages per second, counted when the
 * last one has arrived. `frame` makes the frame of a request with an acknowledgement id.
 */
export function relayRate(
  from: Wire,
  to: Wire,
  frame: (ackId: number) => string,
  arrives: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let acknowledged = 0;
    let received = 0;
    const started = performance.now();
    const fill = () => {
      while (sent < messages && sent - acknowledged < window) from.send(frame(sent++));
    };
    from.listen((answer) => {
      if (!answer.startsWith('43')) return;
      if (!answer.includes('"ok":true')) reject(new Error(`refused: ${answer}`));
      acknowledged++;
      fill();
    });
    to.listen((event) => {
      if (!event.startsWith(`42["${arrives}"`)) return;
      if (++received === messages) resolve((messages * 1000) / (performance.now() - started));
    });
    fill();
  });
}

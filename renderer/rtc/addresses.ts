import type { Clock } from '../clock.ts';

/** An interface brings several candidates at once: IPv4, IPv6, UDP and TCP. */
const settleMs = 300;

export interface AddressWatchOptions {
  readonly clock: Clock;
  createConnection(configuration: RTCConfiguration): RTCPeerConnection;
}

/**
 * Tells when this machine gets another address: a cable is plugged in, another Wi-Fi is joined. No
 * browser has an event for that. But a connection that has gathered its candidates and is never
 * connected gathers again on every interface that comes (in Chromium about 2 s later), and costs
 * nothing meanwhile. It knows no server and sends no packet.
 *
 * An address that goes is not told: where it carried something, silence tells.
 *
 * @returns the end of it
 */
export function watchAddresses(options: AddressWatchOptions, listener: () => void): () => void {
  const connection = options.createConnection({ iceServers: [] });
  let first: 'gathering' | 'gathered' = 'gathering';
  let cancel = () => {};
  connection.createDataChannel('addresses');
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (first === 'gathering') {
      if (candidate === null) first = 'gathered';
      return;
    }
    if (candidate === null) return;
    cancel();
    cancel = options.clock.after(settleMs, listener);
  });
  // Closed meanwhile, or no interface at all: then there is nothing to tell.
  connection.setLocalDescription().catch(() => {});
  return () => {
    cancel();
    connection.close();
  };
}

import type { OfflineCause } from '../renderer/account/model.ts';
import { silentLogger } from '../renderer/log.ts';
import { SignalingClient } from '../renderer/signaling/client.ts';
import { VirtualClock } from './clock.ts';
import { aDeviceId, aRegistration, aToken } from './people.ts';
import { FakeTransport } from './transport.ts';

const credentials = { serverUrl: 'https://tatap.test', token: aToken, deviceId: aDeviceId };

/** A client that has been opened, on a clock and a socket that the test plays. */
export function openClient({ cause = 'unreachable' as OfflineCause, log = silentLogger } = {}) {
  const clock = new VirtualClock();
  let transport!: FakeTransport;
  const client = new SignalingClient({
    openTransport: (_, events) => {
      transport = new FakeTransport(events);
      return transport;
    },
    clock,
    random: () => 1,
    log,
    diagnose: async () => cause,
  });
  client.open(credentials);
  return { client, clock, transport };
}

/** The same, and the server has said `registered`. */
export function openOnline() {
  const world = openClient();
  world.transport.accept(aRegistration());
  return world;
}

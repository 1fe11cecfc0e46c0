import type { ReadonlySignal } from '@preact/signals-core';
import type { AccountModel } from '../account/model.ts';
import type { HttpPort, SignalingConnection } from '../account/ports.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { DeviceProbe } from '../media/device-probe.ts';
import type { Platform } from '../platform/platform.ts';
import { IceProbe } from '../rtc/ice-probe.ts';
import { Loopback } from '../rtc/loopback.ts';
import type { DevicesModel } from '../settings/model.ts';
import type { SetupModel } from '../setup/model.ts';
import { createSetup } from '../setup/setup.ts';

interface SetupParts {
  readonly platform: Platform;
  readonly http: HttpPort;
  readonly signaling: SignalingConnection;
  readonly account: AccountModel;
  readonly devices: DevicesModel;
  /** The server that is used while nobody is signed in. */
  readonly serverUrl: ReadonlySignal<string>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Gives the set-up check its adapters. */
export function buildSetup(parts: SetupParts): SetupModel {
  const { platform, http, signaling, account, devices, serverUrl, clock, log } = parts;
  const createConnection = (configuration: RTCConfiguration) =>
    new RTCPeerConnection(configuration);
  return createSetup({
    server: {
      http,
      session: account.session,
      url() {
        const session = account.session.peek();
        return session.phase === 'starting' ? serverUrl.peek() : session.serverUrl;
      },
      reconnect: () => account.reconnect(),
      refreshIce: () => signaling.request('ice.refresh', {}),
      isInNetwork: () => navigator.onLine,
    },
    ice: new IceProbe({ createConnection }),
    loopback: new Loopback({ clock, log, createConnection }),
    devices: new DeviceProbe({
      devices: navigator.mediaDevices,
      permissions: navigator.permissions,
      clock,
      log,
      requestAccess: (kind) => platform.requestAccess(kind),
    }),
    chosen: devices.snapshot,
    clock,
    log,
  });
}

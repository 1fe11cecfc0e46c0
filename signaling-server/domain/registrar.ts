import type {
  AccountId,
  DeviceAddress,
  DeviceId,
  SessionEndReason,
} from '@tatap/protocol/signaling';
import type { Clock, Devices } from './ports.ts';
import type {
  Arrival,
  ConnectionId,
  Departure,
  RegistrarEvent,
  Registration,
} from './registrar-types.ts';

/** A short loss of the network is nothing that contacts should see flicker. */
export const presenceGraceMs = 3_000;

/**
 * Knows which devices of an account are connected (SIP's registrar, RFC 3261 section 10). Events
 * reach them through `Devices`.
 */
export class Registrar {
  readonly #accounts = new Map<AccountId, Map<DeviceId, Registration>>();
  readonly #listeners = new Set<(event: RegistrarEvent) => void>();
  readonly #clock: Clock;
  readonly #devices: Pick<Devices, 'end'>;
  /** How long a lost device may take to reconnect. Longer than `presenceGraceMs`. */
  readonly #deviceGoneMs: number;

  constructor(clock: Clock, devices: Pick<Devices, 'end'>, deviceGoneMs: number) {
    this.#clock = clock;
    this.#devices = devices;
    this.#deviceGoneMs = deviceGoneMs;
  }

  /** Returns the unsubscribe. */
  onEvent(listener: (event: RegistrarEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * A device's socket is there, and its snapshot is being read. An older socket of the same device
   * is told that it was replaced, and closed.
   */
  begin(device: DeviceAddress, connection: ConnectionId): void {
    const before = this.#find(device);
    if (before?.state === 'lost') before.cancel();
    this.#put({ state: 'registering', device, connection });
    const older = before?.connection ?? null;
    if (older !== null && older !== connection) this.#devices.end(device, 'replaced', connection);
  }

  /**
   * The snapshot is read: the device is live. `false` where the socket went or was replaced
   * meanwhile.
   */
  complete(device: DeviceAddress, connection: ConnectionId, arrival: Arrival): boolean {
    const registration = this.#find(device);
    if (registration?.state !== 'registering' || registration.connection !== connection) {
      return false;
    }
    this.#put({ state: 'live', device, connection });
    this.#emit({ type: 'joined', device, arrival });
    return true;
  }

  /** The socket is closed. Nothing where another one took its place. */
  disconnected(device: DeviceAddress, connection: ConnectionId, departure: Departure): void {
    const registration = this.#find(device);
    if (registration?.connection !== connection || registration.state === 'lost') return;
    if (departure === 'goodbye') this.#leave(device);
    else this.#lose(device, connection);
  }

  /** A device that is in a call from before a restart of the server: it has to come back. */
  expect(device: DeviceAddress): void {
    if (this.#find(device) !== undefined) return;
    const cancel = this.#clock.after(this.#deviceGoneMs, () => this.#leave(device));
    const reachability = 'unreachable';
    this.#put({ state: 'lost', device, connection: null, reachability, cancel });
  }

  /** Tells the device why its session ended, closes its socket and lets go of it. */
  end(device: DeviceAddress, reason: SessionEndReason): void {
    const registration = this.#find(device);
    if (registration === undefined) return;
    if (registration.state === 'lost') registration.cancel();
    this.#leave(device);
    this.#devices.end(device, reason);
  }

  /** Devices that an invite can reach now; one that was lost a moment ago is about to be back. */
  reachable(account: AccountId): readonly DeviceId[] {
    const devices = this.#accounts.get(account);
    return devices === undefined
      ? []
      : [...devices.values()].filter(isReachable).map(({ device }) => device.device);
  }

  /** Every device that is known, those that were lost included. */
  devicesOf(account: AccountId): readonly DeviceId[] {
    return [...(this.#accounts.get(account)?.keys() ?? [])];
  }

  /** How many devices of the account beside this one hold a socket. */
  othersConnected({ account, device }: DeviceAddress): number {
    const devices = this.#accounts.get(account);
    if (devices === undefined) return 0;
    return [...devices].filter(([id, { state }]) => id !== device && state !== 'lost').length;
  }

  /** Whether the device is here, or lost and may come back. */
  knows(device: DeviceAddress): boolean {
    return this.#find(device) !== undefined;
  }

  isConnected(account: AccountId, device: DeviceId): boolean {
    const registration = this.#accounts.get(account)?.get(device);
    return registration !== undefined && registration.state !== 'lost';
  }

  /** Stops the timers and tells nobody anything any more. */
  close(): void {
    this.#listeners.clear();
    for (const devices of this.#accounts.values()) {
      for (const registration of devices.values()) {
        if (registration.state === 'lost') registration.cancel();
      }
    }
    this.#accounts.clear();
  }

  #lose(device: DeviceAddress, connection: ConnectionId): void {
    const gone = (): void => this.#leave(device);
    const unreachable = (): void => {
      const cancel = this.#clock.after(this.#deviceGoneMs - presenceGraceMs, gone);
      this.#put({ state: 'lost', device, connection, reachability: 'unreachable', cancel });
      this.#emit({ type: 'unreachable', device });
    };
    const cancel = this.#clock.after(presenceGraceMs, unreachable);
    this.#put({ state: 'lost', device, connection, reachability: 'still-shown', cancel });
  }

  #leave(device: DeviceAddress): void {
    const devices = this.#accounts.get(device.account);
    devices?.delete(device.device);
    if (devices?.size === 0) this.#accounts.delete(device.account);
    this.#emit({ type: 'gone', device });
  }

  #put(registration: Registration): void {
    const { account, device } = registration.device;
    const devices = this.#accounts.get(account);
    if (devices === undefined) this.#accounts.set(account, new Map([[device, registration]]));
    else devices.set(device, registration);
  }

  #find({ account, device }: DeviceAddress): Registration | undefined {
    return this.#accounts.get(account)?.get(device);
  }

  #emit(event: RegistrarEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function isReachable(registration: Registration): boolean {
  return registration.state !== 'lost' || registration.reachability === 'still-shown';
}

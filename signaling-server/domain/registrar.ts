import type {
  AccountId,
  DeviceAddress,
  DeviceId,
  EventName,
  EventPayload,
  SessionEndReason,
} from '@tatap/protocol/signaling';
import type { Clock } from './ports.ts';
import { deliverHeld } from './registrar-held.ts';
import type {
  Arrival,
  Connection,
  Departure,
  HeldEvent,
  RegistrarEvent,
  Registration,
} from './registrar-types.ts';

/** A short loss of the network is nothing that contacts should see flicker. */
export const presenceGraceMs = 3_000;

/** Knows which devices of an account are connected (SIP's registrar, RFC 3261 section 10). */
export class Registrar {
  readonly #accounts = new Map<AccountId, Map<DeviceId, Registration>>();
  readonly #listeners = new Set<(event: RegistrarEvent) => void>();
  readonly #clock: Clock;
  /** How long a lost device may take to reconnect. Longer than `presenceGraceMs`. */
  readonly #deviceGoneMs: number;

  constructor(clock: Clock, deviceGoneMs: number) {
    this.#clock = clock;
    this.#deviceGoneMs = deviceGoneMs;
  }

  /** Returns the unsubscribe. */
  onEvent(listener: (event: RegistrarEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * A device's socket is there and may not be spoken to before `complete`. An older socket of the
   * same device is told that it was replaced, and closed.
   */
  begin(device: DeviceAddress, connection: Connection): void {
    const before = this.#find(device);
    if (before?.state === 'lost') before.cancel();
    this.#put({ state: 'registering', device, connection, held: [] });
    if (before === undefined || before.state === 'lost' || before.connection === connection) return;
    before.connection.send('session.ended', { reason: 'replaced' });
    before.connection.close();
  }

  /**
   * The snapshot is read: sends it, what waited behind it, and goes live. `false` where the socket
   * went or was replaced meanwhile.
   */
  complete(
    device: DeviceAddress,
    connection: Connection,
    arrival: Arrival,
    snapshot: EventPayload<'registered'>,
  ): boolean {
    const registration = this.#find(device);
    if (registration?.state !== 'registering' || registration.connection !== connection) {
      return false;
    }
    const { held } = registration;
    this.#put({ state: 'live', device, connection });
    this.#emit({ type: 'joined', device, arrival });
    deliverHeld(connection, arrival, held, snapshot);
    return true;
  }

  /** The socket is closed. Nothing where another one took its place. */
  disconnected(device: DeviceAddress, connection: Connection, departure: Departure): void {
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
    registration.connection?.send('session.ended', { reason });
    registration.connection?.close();
  }

  send<N extends EventName>(device: DeviceAddress, name: N, payload: EventPayload<N>): void {
    const registration = this.#find(device);
    if (registration !== undefined) deliver(registration, name, payload);
  }

  /** Sends to every device of the account. */
  sendToAccount<N extends EventName>(account: AccountId, name: N, payload: EventPayload<N>): void {
    for (const registration of this.#accounts.get(account)?.values() ?? []) {
      deliver(registration, name, payload);
    }
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

  #lose(device: DeviceAddress, connection: Connection): void {
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

function deliver<N extends EventName>(
  registration: Registration,
  name: N,
  payload: EventPayload<N>,
): void {
  if (registration.state === 'registering') {
    registration.held.push({ name, payload } as HeldEvent);
  } else {
    registration.connection?.send(name, payload);
  }
}

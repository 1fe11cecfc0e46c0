import type {
  AccountId,
  DeviceAddress,
  DeviceId,
  SessionEndReason,
} from '@tatap/protocol/signaling';
import { KeyedQueue, type ReportError } from './background.ts';
import type { Devices } from './ports.ts';
import type {
  Arrival,
  ConnectionId,
  Departure,
  Directory,
  Registered,
  RegistrarEvent,
} from './registrar-types.ts';

/** A connection loss shorter than this does not change the presence that contacts see. */
export const presenceGraceMs = 3_000;

interface Dependencies {
  readonly directory: Directory;
  readonly devices: Pick<Devices, 'end'>;
  /** How long a lost device has to reconnect, in milliseconds. Longer than `presenceGraceMs`. */
  readonly deviceGoneMs: number;
  /** The ID of this server process. */
  readonly process: string;
  readonly report: ReportError;
}

/**
 * Tracks the connection state of devices (SIP's registrar, RFC 3261 section 10). The directory
 * stores it; `Devices` sends events to devices.
 */
export class Registrar {
  readonly #dependencies: Dependencies;
  readonly #listeners = new Set<(event: RegistrarEvent) => void>();
  /** Changes of one device run in order. */
  readonly #queue = new KeyedQueue();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    const { directory, report } = dependencies;
    directory.onDue((device, passed) => {
      this.#due(device, passed).catch((error: unknown) =>
        report(error, 'the deadline of a lost device'),
      );
    });
  }

  /** Returns a function that unsubscribes. */
  onEvent(listener: (event: RegistrarEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * A device has connected, and the server reads its snapshot. An older socket of the same device
   * gets the reason `replaced` and is closed.
   */
  begin(device: DeviceAddress, connection: ConnectionId): Promise<void> {
    const { devices, directory, process } = this.#dependencies;
    return this.#inOrder(device, async () => {
      const { before } = await directory.update(device, (_, since) => ({
        state: 'registering',
        connection,
        process,
        since,
      }));
      const older = before?.connection ?? null;
      if (older !== null && older !== connection) devices.end(device, 'replaced', connection);
    });
  }

  /**
   * The snapshot is complete: the device is live. `false`: the socket was closed or replaced in the
   * meantime.
   */
  complete(device: DeviceAddress, connection: ConnectionId, arrival: Arrival): Promise<boolean> {
    return this.#inOrder(device, async () => {
      const { before, after } = await this.#dependencies.directory.update(device, (one) =>
        one?.state === 'registering' && one.connection === connection
          ? { ...one, state: 'live' }
          : one,
      );
      if (before === after) return false;
      this.#emit({ type: 'joined', device, arrival });
      return true;
    });
  }

  /** The socket is closed. Does nothing if another socket has replaced it. */
  disconnected(
    device: DeviceAddress,
    connection: ConnectionId,
    departure: Departure,
  ): Promise<void> {
    return this.#inOrder(device, async () => {
      const { after, before } = await this.#dependencies.directory.update(device, (one, now) => {
        if (one?.connection !== connection || one.state === 'lost') return one;
        if (departure === 'goodbye') return null;
        const dueAt = now + presenceGraceMs;
        return { state: 'lost', connection, reachability: 'still-shown', dueAt };
      });
      if (before !== null && after === null) this.#emit({ type: 'gone', device });
    });
  }

  /**
   * Registers a device as lost that was in a call before a server restart: it has to reconnect in
   * time.
   */
  async expect(device: DeviceAddress): Promise<void> {
    const { deviceGoneMs, directory } = this.#dependencies;
    await directory.update(device, (one, now) => {
      const dueAt = now + deviceGoneMs;
      return one ?? { state: 'lost', connection: null, reachability: 'unreachable', dueAt };
    });
  }

  /** Sends the reason why the session ended, closes the socket and removes the registration. */
  end(device: DeviceAddress, reason: SessionEndReason): Promise<void> {
    const { devices, directory } = this.#dependencies;
    return this.#inOrder(device, async () => {
      const { before } = await directory.update(device, () => null);
      if (before === null) return;
      this.#emit({ type: 'gone', device });
      devices.end(device, reason);
    });
  }

  /** Devices that an invite can reach now, including those that were lost a moment ago. */
  async reachable(account: AccountId): Promise<readonly DeviceId[]> {
    return idsOf((await this.#dependencies.directory.of(account)).filter(isReachable));
  }

  /** Every registered device, lost ones included. */
  async devicesOf(account: AccountId): Promise<readonly DeviceId[]> {
    return idsOf(await this.#dependencies.directory.of(account));
  }

  /** How many other devices of the account have an open socket. */
  async othersConnected({ account, device }: DeviceAddress): Promise<number> {
    const all = await this.#dependencies.directory.of(account);
    const others = all.filter((one) => one.device.device !== device);
    return others.filter(({ registration }) => registration.state !== 'lost').length;
  }

  /** Whether the device is connected, or lost and may come back. */
  async knows(device: DeviceAddress): Promise<boolean> {
    return (await this.#dependencies.directory.find(device)) !== null;
  }

  async isConnected(device: DeviceAddress): Promise<boolean> {
    const registration = await this.#dependencies.directory.find(device);
    return registration !== null && registration.state !== 'lost';
  }

  /** Stops the timers and sends no more events. */
  close(): void {
    this.#listeners.clear();
    this.#dependencies.directory.close();
  }

  /** First contacts see a lost device as offline; later the device is gone. */
  #due(device: DeviceAddress, passed: number): Promise<void> {
    const { deviceGoneMs, directory } = this.#dependencies;
    return this.#inOrder(device, async () => {
      const { after, before } = await directory.update(device, (one, now) => {
        if (one?.state !== 'lost' || one.dueAt !== passed) return one;
        if (one.reachability === 'unreachable') return null;
        const dueAt = now + deviceGoneMs - presenceGraceMs;
        return { ...one, reachability: 'unreachable', dueAt };
      });
      if (before === after) return;
      this.#emit({ type: after === null ? 'gone' : 'unreachable', device });
    });
  }

  #inOrder<T>({ account, device }: DeviceAddress, task: () => Promise<T>): Promise<T> {
    return this.#queue.run(`${account} ${device}`, task);
  }

  #emit(event: RegistrarEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function isReachable({ registration }: Registered): boolean {
  return registration.state !== 'lost' || registration.reachability === 'still-shown';
}

const idsOf = (all: readonly Registered[]): readonly DeviceId[] =>
  all.map(({ device }) => device.device);

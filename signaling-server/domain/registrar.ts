import type {
  AccountId,
  DeviceAddress,
  DeviceId,
  SessionEndReason,
} from '@tatap/protocol/signaling';
import type { ReportError } from './background.ts';
import { KeyedQueue } from './keyed-queue.ts';
import type { Devices } from './ports.ts';
import type {
  Arrival,
  ConnectionId,
  Departure,
  Directory,
  Registered,
  RegistrarEvent,
  Registration,
} from './registrar-types.ts';

/** A short loss of the network is nothing that contacts should see flicker. */
export const presenceGraceMs = 3_000;

interface Dependencies {
  readonly directory: Directory;
  readonly devices: Pick<Devices, 'end'>;
  /** How long a lost device may take to reconnect. Longer than `presenceGraceMs`. */
  readonly deviceGoneMs: number;
  /** The name of this server process. */
  readonly process: string;
  readonly report: ReportError;
}

/**
 * Follows devices from their socket to their end (SIP's registrar, RFC 3261 section 10). The
 * directory keeps where they are; events reach them through `Devices`.
 */
export class Registrar {
  readonly #dependencies: Dependencies;
  readonly #listeners = new Set<(event: RegistrarEvent) => void>();
  /** What happens to one device is done in its order. */
  readonly #queue = new KeyedQueue();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    const { directory, report } = dependencies;
    directory.onDue((device) => {
      this.#due(device).catch((error: unknown) => report(error, 'a device that stays away'));
    });
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
   * The snapshot is read: the device is live. `false` where the socket went or was replaced
   * meanwhile.
   */
  complete(device: DeviceAddress, connection: ConnectionId, arrival: Arrival): Promise<boolean> {
    return this.#inOrder(device, async () => {
      const isNow = (one: Registration | null) =>
        one?.state === 'registering' && one.connection === connection;
      const { before } = await this.#dependencies.directory.update(device, (one) =>
        one?.state === 'registering' && isNow(one) ? { ...one, state: 'live' } : one,
      );
      if (!isNow(before)) return false;
      this.#emit({ type: 'joined', device, arrival });
      return true;
    });
  }

  /** The socket is closed. Nothing where another one took its place. */
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

  /** A device that is in a call from before a restart of the server: it has to come back. */
  async expect(device: DeviceAddress): Promise<void> {
    const { deviceGoneMs, directory } = this.#dependencies;
    await directory.update(device, (one, now) => {
      const dueAt = now + deviceGoneMs;
      return one ?? { state: 'lost', connection: null, reachability: 'unreachable', dueAt };
    });
  }

  /** Tells the device why its session ended, closes its socket and lets go of it. */
  end(device: DeviceAddress, reason: SessionEndReason): Promise<void> {
    const { devices, directory } = this.#dependencies;
    return this.#inOrder(device, async () => {
      const { before } = await directory.update(device, () => null);
      if (before === null) return;
      this.#emit({ type: 'gone', device });
      devices.end(device, reason);
    });
  }

  /** Devices that an invite can reach now; one that was lost a moment ago is about to be back. */
  async reachable(account: AccountId): Promise<readonly DeviceId[]> {
    return idsOf((await this.#dependencies.directory.of(account)).filter(isReachable));
  }

  /** Every device that is known, those that were lost included. */
  async devicesOf(account: AccountId): Promise<readonly DeviceId[]> {
    return idsOf(await this.#dependencies.directory.of(account));
  }

  /** How many devices of the account beside this one hold a socket. */
  async othersConnected({ account, device }: DeviceAddress): Promise<number> {
    const all = await this.#dependencies.directory.of(account);
    const others = all.filter((one) => one.device.device !== device);
    return others.filter(({ registration }) => registration.state !== 'lost').length;
  }

  /** Whether the device is here, or lost and may come back. */
  async knows(device: DeviceAddress): Promise<boolean> {
    return (await this.#dependencies.directory.find(device)) !== null;
  }

  async isConnected(device: DeviceAddress): Promise<boolean> {
    const registration = await this.#dependencies.directory.find(device);
    return registration !== null && registration.state !== 'lost';
  }

  /** Stops the timers and tells nobody anything any more. */
  close(): void {
    this.#listeners.clear();
    this.#dependencies.directory.close();
  }

  /** Contacts see that a lost device is away; later it is gone. */
  #due(device: DeviceAddress): Promise<void> {
    const { deviceGoneMs, directory } = this.#dependencies;
    return this.#inOrder(device, async () => {
      const { after, before } = await directory.update(device, (one, now) => {
        if (one?.state !== 'lost' || one.dueAt > now) return one;
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

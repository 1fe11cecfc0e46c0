import type {
  AccountId,
  DeviceAddress,
  EventName,
  EventPayload,
  SessionEndReason,
} from '@tatap/protocol/signaling';
import type { Devices } from '../../signaling-server/domain/ports.ts';
import {
  besideSnapshot,
  type SentEvent,
  sortedBeside,
} from '../../signaling-server/domain/registrar-snapshot.ts';
import type { Arrival, ConnectionId } from '../../signaling-server/domain/registrar-types.ts';

/** The device's end of a connection. */
export interface Receiver {
  readonly address: DeviceAddress;
  hear<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** The server has closed the connection for good. */
  close(): void;
}

interface Connected {
  readonly receiver: Receiver;
  /** What waits for `registered`; `null`: nothing has to wait. */
  held: SentEvent[] | null;
  readonly arrival: Arrival;
  isLost: boolean;
}

/** Events to devices without sockets, in the order in which Socket.IO's rooms would bring them. */
export class TestDevices implements Devices {
  readonly #connections = new Map<ConnectionId, Connected>();
  readonly #isExpected: (device: DeviceAddress) => boolean;

  /** `isExpected`: whether a device is here, or lost and may come back. */
  constructor(isExpected: (device: DeviceAddress) => boolean) {
    this.#isExpected = isExpected;
  }

  connect(connection: ConnectionId, receiver: Receiver, arrival: Arrival): void {
    const held = arrival === 'fresh' ? [] : null;
    this.#connections.set(connection, { receiver, held, arrival, isLost: false });
  }

  /** What a lost device is sent goes on to its receiver, which hands it over when it is back. */
  lose(connection: ConnectionId): void {
    const connected = this.#connections.get(connection);
    if (connected !== undefined) connected.isLost = true;
  }

  leave(connection: ConnectionId): void {
    this.#connections.delete(connection);
  }

  /** What calls and presence show that are read now waits for `registered`. */
  hold(connection: ConnectionId): void {
    const connected = this.#connections.get(connection);
    if (connected !== undefined) connected.held ??= [];
  }

  /** Sends `registered`, and what waited for it. */
  register(connection: ConnectionId, snapshot: EventPayload<'registered'>): void {
    const connected = this.#connections.get(connection);
    if (connected === undefined) return;
    const { arrival, held, receiver } = connected;
    const { before, after } = sortedBeside(snapshot, arrival, held ?? []);
    connected.held = null;
    const tell = ([name, payload]: SentEvent) => receiver.hear(name, payload as never);
    before.forEach(tell);
    receiver.hear('registered', snapshot);
    after.forEach(tell);
  }

  send<N extends EventName>(device: DeviceAddress, name: N, payload: EventPayload<N>): void {
    if (!this.#isExpected(device)) return;
    for (const [, connected] of this.#of(device)) this.#give(connected, name, payload);
  }

  sendToAccount<N extends EventName>(account: AccountId, name: N, payload: EventPayload<N>): void {
    for (const connected of this.#connections.values()) {
      const { address } = connected.receiver;
      if (address.account === account && this.#isExpected(address)) {
        this.#give(connected, name, payload);
      }
    }
  }

  end(device: DeviceAddress, reason: SessionEndReason, keep?: ConnectionId): void {
    for (const [connection, { isLost, receiver }] of this.#of(device)) {
      if (connection === keep) continue;
      this.#connections.delete(connection);
      if (isLost) continue;
      receiver.hear('session.ended', { reason });
      receiver.close();
    }
  }

  #give<N extends EventName>(connected: Connected, name: N, payload: EventPayload<N>): void {
    const { arrival, held, receiver } = connected;
    const beside = besideSnapshot(name);
    const waits = arrival === 'fresh' ? beside !== 'at-once' : beside === 'in-snapshot';
    if (held !== null && waits) held.push([name, payload]);
    else receiver.hear(name, payload);
  }

  #of({ account, device }: DeviceAddress): [ConnectionId, Connected][] {
    return [...this.#connections].filter(([, { receiver }]) => {
      const { address } = receiver;
      return address.account === account && address.device === device;
    });
  }
}

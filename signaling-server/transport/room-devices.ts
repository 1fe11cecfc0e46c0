import type {
  AccountId,
  DeviceAddress,
  EventName,
  EventPayload,
  SessionEndReason,
} from '@tatap/protocol/signaling';
import type { Devices } from '../domain/ports.ts';
import type { ConnectionId } from '../domain/registrar-types.ts';
import type { DeviceServer } from './types.ts';

const roomOfDevice = ({ account, device }: DeviceAddress): string => `device:${account}/${device}`;
const roomOfAccount = (account: AccountId): string => `account:${account}`;

/** The rooms that a device's socket is in. */
export const roomsOf = (device: DeviceAddress): string[] => [
  roomOfDevice(device),
  roomOfAccount(device.account),
];

/** Socket.IO's type of `emit` does not accept a union of event names. */
interface Receivers {
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
}

/** Sends events through rooms of Socket.IO. Its adapter knows which process holds the sockets. */
export class RoomDevices implements Devices {
  readonly #io: DeviceServer;

  constructor(io: DeviceServer) {
    this.#io = io;
  }

  send<N extends EventName>(device: DeviceAddress, name: N, payload: EventPayload<N>): void {
    this.#in(roomOfDevice(device)).emit(name, payload);
  }

  sendToAccount<N extends EventName>(account: AccountId, name: N, payload: EventPayload<N>): void {
    this.#in(roomOfAccount(account)).emit(name, payload);
  }

  end(device: DeviceAddress, reason: SessionEndReason, keep?: ConnectionId): void {
    const all = this.#io.in(roomOfDevice(device));
    const sockets = keep === undefined ? all : all.except(keep);
    sockets.emit('session.ended', { reason });
    sockets.disconnectSockets(true);
  }

  #in(room: string): Receivers {
    return this.#io.to(room) as Receivers;
  }
}

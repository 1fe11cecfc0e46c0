import type { ClientToServer, DeviceAddress, ServerToClient } from '@tatap/protocol/signaling';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { DeviceConnection } from './device-connection.ts';

/** What the server knows of a socket. */
export interface SocketData {
  readonly device: DeviceAddress;
  /** What limits per address count it under. */
  readonly network: string;
  readonly connection: DeviceConnection;
  /** The number of the last packet that a device which resumes has got; null for a fresh one. */
  readonly resumeAfter: string | null;
}

export type DeviceServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
export type DeviceSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

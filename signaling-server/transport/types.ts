import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type {
  AccountId,
  AckCode,
  ClientToServer,
  DeviceAddress,
  DeviceId,
  RequestName,
  ServerToClient,
} from '@tatap/protocol/signaling';
import type { Logger } from 'pino';
import type { DefaultEventsMap, Server as IoServer, Socket as IoSocket } from 'socket.io';
import type { CallTable } from '../domain/calls/call-state.ts';
import type { IceServersConfig } from '../domain/ice.ts';
import type { Clock, ConnectedDevices, SessionRecord, Storage } from '../domain/ports.ts';
import type { Directory } from '../domain/registrar-types.ts';

/** What the server knows of a socket; a device that resumes its socket finds it again. */
export interface SocketData {
  readonly device: DeviceAddress;
}

export type DeviceServer = IoServer<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
export type DeviceSocket = IoSocket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

/** What the realtime part is configured with. */
export interface RealtimeConfig {
  /** How long a lost device may take to reconnect before its calls end, in milliseconds. */
  readonly deviceGoneMs: number;
  readonly ice: IceServersConfig;
  /** Exceeding one gets a code and harms nobody else. */
  readonly limits: {
    /** Sustained; five seconds' worth may come at once. One account's sockets share the double. */
    readonly requestsPerSecondPerSocket: number;
    /** Requests and handshakes; behind one address a whole office may sit. */
    readonly requestsPerSecondPerAddress: number;
    /** `call.invite` and `contact.request` of one account: what reaches others unasked. */
    readonly introductionsPerMinute: number;
    /** Open sockets of one address without a signed-in device. */
    readonly connectionsPerAddress: number;
    readonly socketsPerAccount: number;
    readonly openCallsPerAccount: number;
    readonly contactsPerAccount: number;
  };
}

/** What a socket's handshake needs from sessions. */
interface SessionAuthenticator {
  /** The session of `token` if it is alive and this device's; notes that it is in use. */
  authenticate(token: string, deviceId: DeviceId): Promise<SessionRecord | null>;
  /** Whether the device has a session that is alive. */
  isSignedIn(account: AccountId, device: DeviceId): Promise<boolean>;
  /** Notes when the device was last here; called as its socket closes. */
  seen(account: AccountId, device: DeviceId): Promise<void>;
}

/** What the realtime part counts; `app` turns it into Prometheus metrics. */
export interface RealtimeMetrics {
  socketConnected(): void;
  socketDisconnected(): void;
  liveCalls(count: number): void;
  answered(request: RequestName, code: 'ok' | AckCode): void;
  relayed(kind: 'offer' | 'answer' | 'candidates'): void;
}

export interface RealtimeDependencies {
  readonly httpServer: Server;
  readonly config: RealtimeConfig;
  readonly storage: Storage;
  /** Where calls are kept. */
  readonly calls: CallTable;
  /** Where it is kept which devices are connected. */
  readonly directory: Directory;
  readonly sessions: SessionAuthenticator;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: RealtimeMetrics;
  /**
   * What a request counts against in limits per address: its IPv4 address or the /64 of its IPv6
   * address, seen through the proxies that are trusted.
   */
  networkOf(request: IncomingMessage): string;
  /** A device has signed in over this connection. */
  signedIn(connection: Socket): void;
}

/** The living side of the server: sockets, registrar and calls. */
export interface Realtime extends ConnectedDevices {
  /**
   * Drains: refuses new sockets, lets running requests finish, disconnects every device (they come
   * back by themselves) and waits for what is being written. The HTTP server stays its owner's.
   */
  close(): Promise<void>;
}

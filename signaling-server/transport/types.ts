import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type {
  AccountId,
  AckCode,
  ClientToServer,
  DeviceAddress,
  DeviceId,
  IceConfiguration,
  RequestName,
  ServerToClient,
} from '@tatap/protocol/signaling';
import type { Logger } from 'pino';
import type { DefaultEventsMap, Server as IoServer, Socket as IoSocket } from 'socket.io';
import type { Background } from '../domain/background.ts';
import type { Calls } from '../domain/calls/calls.ts';
import type { CallObserver } from '../domain/calls/types.ts';
import type { Contacts } from '../domain/contacts.ts';
import type { Clock, Devices, SessionRecord, Storage } from '../domain/ports.ts';
import type { Presence } from '../domain/presence.ts';
import type { Registrar } from '../domain/registrar.ts';

/** Data of a socket, set after its handshake. Socket.IO restores it when a device resumes its socket. */
export interface SocketData {
  readonly device: DeviceAddress;
}

export type DeviceServer = IoServer<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
export type DeviceSocket = IoSocket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

export interface RealtimeConfig {
  /** How long a device can resume a socket that was lost, in milliseconds. */
  readonly deviceGoneMs: number;
  /** A client that exceeds a limit gets an error code. Other clients are not affected. */
  readonly limits: {
    /**
     * Sustained rate; the burst is five times as much. All sockets of one account share twice the
     * rate of one socket.
     */
    readonly requestsPerSecondPerSocket: number;
    /** Requests and handshakes. Many people can share one address, such as an office. */
    readonly requestsPerSecondPerAddress: number;
    /** Requests of one account that reach other people unasked, such as `call.invite`. */
    readonly introductionsPerMinute: number;
    /** Open sockets of one address without a signed-in device. */
    readonly connectionsPerAddress: number;
    readonly socketsPerAccount: number;
  };
}

/** Sessions, as sockets use them. */
interface SessionAuthenticator {
  /**
   * Returns the session of `token` and records its use. `null`: the token is unknown, its session
   * has expired, or it belongs to another device.
   */
  authenticate(token: string, deviceId: DeviceId): Promise<SessionRecord | null>;
  /** Whether the device has a session that has not expired. */
  isSignedIn(account: AccountId, device: DeviceId): Promise<boolean>;
  /** Records the current time as the device's last use. Called when its socket closes. */
  seen(account: AccountId, device: DeviceId): Promise<void>;
}

/** What the transport counts; `app` turns it into Prometheus metrics. */
export interface RealtimeMetrics {
  socketConnected(): void;
  socketDisconnected(): void;
  answered(request: RequestName, code: 'ok' | AckCode): void;
}

/** The domain services that answer requests. `app` builds them. */
export interface RealtimeServices {
  readonly background: Background;
  readonly calls: Calls;
  readonly contacts: Contacts;
  readonly devices: Devices;
  readonly presence: Presence;
  readonly registrar: Registrar;
  readonly storage: Storage;
  readonly iceServersOf: (device: DeviceAddress) => IceConfiguration;
}

export interface RealtimeDependencies {
  readonly httpServer: Server;
  readonly config: RealtimeConfig;
  readonly sessions: SessionAuthenticator;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: RealtimeMetrics;
  /**
   * Returns what a request counts against in limits per address: the client's IPv4 address, or the
   * /64 of its IPv6 address. Trusted proxies are looked through.
   */
  networkOf(request: IncomingMessage): string;
  /** Called when a device has signed in over this connection. */
  signedIn(connection: Socket): void;
}

/** The sockets of the server. Nobody can connect before `serve` is called. */
export interface Realtime {
  /** Sends events to connected devices. */
  readonly devices: Devices;
  /** Charges a relayed signal to its sender's rate limit. */
  readonly countRelayed: CallObserver['signalled'];
  /**
   * Accepts sockets and answers their requests with `services`. Called once. The HTTP server may
   * listen before or after. Handshakes wait for `ready`.
   */
  serve(services: RealtimeServices, ready: Promise<void>): void;
  /** Refuses new sockets and resolves when no request runs. Events can still be sent. */
  drain(): Promise<void>;
  /** Disconnects every device; devices reconnect by themselves. The HTTP server stays open. */
  close(): void;
}

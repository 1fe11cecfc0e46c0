import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { AckCode, DeviceId } from '@tatap/protocol/signaling';
import type { Logger } from 'pino';
import type { IceServersConfig } from '../domain/ice.ts';
import type { Clock, ConnectedDevices, SessionRecord, Storage } from '../domain/ports.ts';

/** A token bucket: `burst` requests at once, then `perSecond` of them. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** What one socket, account or address may do. Exceeding one gets a code and harms nobody else. */
export interface RealtimeLimits {
  /** Requests of one socket. A peer link trickles about 30 candidates within a second. */
  readonly perSocket: RateLimit;
  /** Requests of all devices of one account. */
  readonly perAccount: RateLimit;
  /** Requests and handshakes from one IP address, behind which a whole office may sit. */
  readonly perAddress: RateLimit;
  /** `call.invite` and `contact.request` of one account: what reaches other people unasked. */
  readonly introductions: RateLimit;
  /** Refused requests after which a socket that goes on regardless is disconnected. */
  readonly refusalsBeforeDisconnect: number;
  /** Largest Engine.IO packet in bytes; a larger one closes the connection. */
  readonly maxPacketBytes: number;
  /** Devices of one account that may be connected at the same time. */
  readonly socketsPerAccount: number;
  /** Live calls that one account may have started. */
  readonly openCallsPerAccount: number;
  /** Contacts of one account, requests and blocked ones included. */
  readonly contactsPerAccount: number;
}

/** What suits a person, generously, and stops a runaway program. */
export const defaultLimits: RealtimeLimits = {
  perSocket: { perSecond: 50, burst: 250 },
  perAccount: { perSecond: 100, burst: 500 },
  perAddress: { perSecond: 500, burst: 2_500 },
  introductions: { perSecond: 0.5, burst: 30 },
  refusalsBeforeDisconnect: 1_000,
  maxPacketBytes: 64 * 1024,
  socketsPerAccount: 16,
  openCallsPerAccount: 8,
  contactsPerAccount: 1_000,
};

export interface RealtimeConfig {
  readonly limits: RealtimeLimits;
  readonly iceServers: IceServersConfig;
  /** Take the client's address from `X-Forwarded-For`: only behind a proxy that sets it. */
  readonly trustProxy: boolean;
}

/** Where the realtime half counts; `app/` puts Prometheus behind it. */
export interface RealtimeMetrics {
  /** Devices that are registered now. */
  connectedDevices(count: number): void;
  /** A handshake was answered. */
  handshake(outcome: 'registered' | 'recovered' | AckCode): void;
  /** A request was acknowledged; unknown events are counted as `unknown`. */
  request(name: string, outcome: 'ok' | AckCode): void;
  /** Calls that ring or run now. */
  liveCalls(count: number): void;
  callStarted(): void;
  callAccepted(): void;
  callEnded(reason: string): void;
}

/** Metrics that count nothing, for embedding and tests. */
export const noMetrics: RealtimeMetrics = {
  connectedDevices: () => {},
  handshake: () => {},
  request: () => {},
  liveCalls: () => {},
  callStarted: () => {},
  callAccepted: () => {},
  callEnded: () => {},
};

/** Everything that `createRealtime` needs from outside. */
export interface RealtimeDependencies {
  readonly httpServer: HttpServer | HttpsServer;
  readonly config: RealtimeConfig;
  readonly storage: Storage;
  readonly sessions: {
    /** The session that `token` opens for this device, or null; notes that it is in use. */
    authenticate(token: string, device: DeviceId): Promise<SessionRecord | null>;
  };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: RealtimeMetrics;
}

/** The running realtime half. */
export interface Realtime extends ConnectedDevices {
  /**
   * Drains: refuses new sockets, lets requests that run finish, disconnects every device (they
   * reconnect by themselves), waits for what is being written to storage. The HTTP server stays
   * open; closing it is its owner's.
   */
  close(): Promise<void>;
}

import type { ReadonlySignal } from '@preact/signals-core';
import type { StoredSession } from '@tatap/protocol/ipc';
import type {
  EndpointBody,
  EndpointName,
  EndpointResult,
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestResult,
  SessionEndReason,
} from '@tatap/protocol/signaling';
import type { Result } from '../result.ts';
import type { Connection } from './model.ts';

/** Where the session of this device is kept between starts. */
export interface SessionStore {
  /**
   * `session` is `null` where nobody is signed in or what was kept cannot be read; `because` says
   * that the last one could not be kept.
   */
  read(): Promise<{
    readonly session: StoredSession | null;
    readonly because: 'not-persisted' | null;
  }>;
  /** `persisted: false`: it is forgotten when the program ends. */
  write(session: StoredSession | null): Promise<{ readonly persisted: boolean }>;
}

/** What an HTTP request needs beside its body. */
export interface HttpTarget {
  readonly serverUrl: string;
  readonly token?: string;
  /** Fills `:device` in the endpoint's path. */
  readonly device?: string;
}

/** The server's HTTP endpoints. Never rejects. */
export interface HttpPort {
  request<N extends EndpointName>(
    name: N,
    target: HttpTarget,
    body: EndpointBody<N>,
  ): Promise<Result<EndpointResult<N>>>;
}

/** The socket to the server. */
export type ConnectionState =
  | { readonly state: 'closed' }
  /** `online`: `registered` has arrived. */
  | Exclude<Connection, { readonly state: 'replaced' }>
  /** The server ended this session; `replaced` can be taken back by `takeBack`. */
  | { readonly state: 'ended'; readonly reason: SessionEndReason };

/** What the link signs in with. */
export interface ConnectionCredentials {
  readonly serverUrl: string;
  readonly token: string;
  readonly deviceId: string;
}

/** The lasting connection to the signaling server, as account and contacts use it. */
export interface SignalingConnection {
  readonly state: ReadonlySignal<ConnectionState>;
  /** Connects and stays connected until `close`. */
  open(credentials: ConnectionCredentials): void;
  close(): void;
  /**
   * Disconnects without goodbye: another page of this device connects within moments, and to the
   * server the device was there all the time. What rings goes on ringing.
   */
  leave(): void;
  /** Tries now instead of waiting. A session that was replaced stays where the person uses it. */
  reconnect(): void;
  /** Takes a replaced session back: the person chose to use it here. */
  takeBack(): void;
  /** Listens to an event of the server, parsed; returns the unsubscribe. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Asks the server. Never rejects; `unreachable` at once where there is no connection. */
  request<N extends RequestName>(
    name: N,
    payload: RequestInput<N>,
  ): Promise<Result<RequestResult<N>>>;
}

import type { ConnectionCredentials } from '../account/ports.ts';

/** What a transport tells its owner. Payloads are as they came: unknown. */
export interface TransportEvents {
  onConnect(): void;
  /** The connection was there and is gone. */
  onDisconnect(reason: string): void;
  /** The connection could not be made. `refusal` is what the server said, if it was asked. */
  onConnectError(refusal: unknown): void;
  onEvent(name: string, payload: unknown): void;
}

/** One socket, connected when told to and never by itself. */
export interface Transport {
  /** @param withinMs - how long the way there may take (Engine.IO's handshake), the answer apart */
  connect(withinMs: number): void;
  /** Cuts the connection so that the server may resume it. */
  drop(): void;
  /** Says goodbye; what was sent before still goes out. */
  close(): void;
  /** Cuts the connection for good, without goodbye; what was sent before still goes out. */
  leave(): void;
  send(name: string, payload: unknown, onAck: (answer: unknown) => void): void;
}

export type OpenTransport = (
  credentials: ConnectionCredentials,
  events: TransportEvents,
) => Transport;

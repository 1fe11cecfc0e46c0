import { protocolVersion } from '@tatap/protocol/signaling';
import { io } from 'socket.io-client';
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
  send(name: string, payload: unknown, onAck: (answer: unknown) => void): void;
}

export type OpenTransport = (
  credentials: ConnectionCredentials,
  events: TransportEvents,
) => Transport;

/**
 * Socket.IO over WebSocket. Its own reconnection is off: waiting, jitter and the reasons not to
 * try again are `SignalingClient`'s, on a clock that tests can move. Connection state recovery needs only the
 * same socket object, which is kept.
 */
export const openSocketIo: OpenTransport = (credentials, events) => {
  const socket = io(credentials.serverUrl, {
    transports: ['websocket'],
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    auth: {
      protocolVersion,
      token: credentials.token,
      deviceId: credentials.deviceId,
      capabilities: [],
    },
  });
  socket.on('connect', () => events.onConnect());
  socket.on('disconnect', (reason) => events.onDisconnect(reason));
  socket.on('connect_error', (error) =>
    events.onConnectError('data' in error ? error.data : undefined),
  );
  socket.onAny((name: string, payload: unknown) => events.onEvent(name, payload));
  return {
    connect(withinMs) {
      socket.io.timeout(withinMs);
      socket.connect();
    },
    drop: () => void socket.io.engine?.close(),
    close: () => {
      socket.disconnect();
    },
    send: (name, payload, onAck) => void socket.emit(name, payload, onAck),
  };
};

import { protocolVersion } from '@tatap/protocol/signaling';
import { io } from 'socket.io-client';
import type { OpenTransport } from './transport.ts';

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
    leave() {
      socket.offAny();
      socket.off();
      socket.io.engine?.close();
    },
    send: (name, payload, onAck) => void socket.emit(name, payload, onAck),
  };
};

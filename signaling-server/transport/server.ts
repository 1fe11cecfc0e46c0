import { Server } from 'socket.io';
import { type Recovery, recoveryAdapter } from './recovery.ts';
import type { DeviceServer } from './socket-types.ts';
import type { RealtimeConfig, RealtimeDependencies } from './types.ts';

/** Together the longest time after which a connection that died silently is noticed: 18 s. */
export const pingIntervalMs = 10_000;
export const pingTimeoutMs = 8_000;

/** Browsers do not split what they send, and close when they are asked to. */
const webSocketLimits = { maxFragments: 32, maxBufferedChunks: 4096, closeTimeout: 2_000 };

/** A session description of 48 kB and room for its envelope. A larger packet ends the connection. */
const maxPacketBytes = 64 * 1024;

/**
 * Socket.IO as the protocol document describes it, on an HTTP server that is handed upgrades. Any
 * origin may connect: the token, not the origin, says who may.
 */
export function createSocketServer(
  httpServer: RealtimeDependencies['httpServer'],
  recovery: Recovery,
  { deviceGoneMs }: Pick<RealtimeConfig, 'deviceGoneMs'>,
): DeviceServer {
  const io: DeviceServer = new Server(httpServer, {
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: maxPacketBytes,
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    connectionStateRecovery: { maxDisconnectionDuration: deviceGoneMs, skipMiddlewares: false },
    adapter: recoveryAdapter(recovery),
    serveClient: false,
  });
  // Engine.IO passes on few of the options of the `ws` package; they count from the next upgrade on.
  Object.assign(Reflect.get(io.engine, 'ws').options, webSocketLimits);
  return io;
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import type { Adapter } from 'socket.io-adapter';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { RecoveryAdapter, type RecoveryOptions } from './recovery-adapter.ts';
import type { DeviceServer, RealtimeConfig } from './types.ts';
import type { Upgrades } from './upgrades.ts';

const pingIntervalMs = 10_000;
/** Together with the interval, a dead connection is noticed after at most 18 s. */
const pingTimeoutMs = 8_000;

/**
 * A connected device has received every event that is older than this. It has answered a ping that
 * was sent later: Engine.IO waits twice as long for a pong if other packets arrive, and that pong
 * answers a ping that can be as old again.
 */
const deliveredAfterMs = pingIntervalMs + 4 * pingTimeoutMs;

/** Browsers do not fragment messages, and they answer close frames. */
const webSocketLimits = { maxFragments: 32, maxBufferedChunks: 4096, closeTimeout: 2_000 };

/** A session description of 48 kB and its envelope. A larger packet closes the connection. */
const maxPacketBytes = 64 * 1024;

interface Options {
  readonly upgrades: Upgrades;
  readonly config: Pick<RealtimeConfig, 'deviceGoneMs'>;
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
}

/** The Socket.IO server and its adapter. */
export interface SocketServer {
  readonly io: DeviceServer;
  readonly adapter: RecoveryAdapter;
}

/**
 * Creates the Socket.IO server that docs/PROTOCOL.md describes, on an HTTP server that gets
 * upgrades only. Every origin may connect, because the token authenticates the device, not the
 * origin.
 */
export function createSocketServer({ upgrades, config, now }: Options): SocketServer {
  const { deviceGoneMs } = config;
  const recovery = { now, windowMs: deviceGoneMs, deliveredAfterMs };
  const io: DeviceServer = new Server(upgrades.inner, {
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: maxPacketBytes,
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    connectionStateRecovery: { maxDisconnectionDuration: deviceGoneMs, skipMiddlewares: false },
    adapter: adapterWith(recovery),
    wsEngine: webSocketsFor(upgrades),
    serveClient: false,
  });
  io.engine.on('connection', upgrades.opened.bind(upgrades));
  return { io, adapter: io.of('/').adapter as RecoveryAdapter };
}

function adapterWith(options: RecoveryOptions): typeof Adapter {
  return class extends RecoveryAdapter {
    constructor(namespace: unknown) {
      super(namespace, options);
    }
  };
}

/** The WebSocket server class for Engine.IO, which passes on only few options of `ws`. */
function webSocketsFor(upgrades: Upgrades): unknown {
  return class extends WebSocketServer {
    constructor(options: ServerOptions) {
      super({ ...options, ...webSocketLimits });
    }

    override handleUpgrade(
      request: IncomingMessage,
      tcp: Duplex,
      head: Buffer,
      opened: (webSocket: WebSocket, request: IncomingMessage) => void,
    ): void {
      super.handleUpgrade(request, tcp, head, (webSocket) => {
        upgrades.carried(request, webSocket);
        opened(webSocket, request);
      });
    }
  };
}

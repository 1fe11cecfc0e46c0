import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import type { Adapter } from 'socket.io-adapter';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import { RecoveryAdapter, type RecoveryOptions } from './recovery-adapter.ts';
import type { DeviceServer, RealtimeConfig } from './types.ts';
import type { Upgrades } from './upgrades.ts';

const pingIntervalMs = 10_000;
/** With the interval the longest time after which a connection that died silently is noticed: 18 s. */
const pingTimeoutMs = 8_000;

/**
 * A connected device has answered a ping that was sent after this: Engine.IO waits for a pong twice
 * as long where other packets come meanwhile, and that pong answered a ping as long before.
 */
const deliveredAfterMs = pingIntervalMs + 4 * pingTimeoutMs;

/** Browsers do not split what they send, and close when they are asked to. */
const webSocketLimits = { maxFragments: 32, maxBufferedChunks: 4096, closeTimeout: 2_000 };

/** A session description of 48 kB and room for its envelope. A larger packet ends the connection. */
const maxPacketBytes = 64 * 1024;

interface Options {
  readonly upgrades: Upgrades;
  readonly config: Pick<RealtimeConfig, 'deviceGoneMs'>;
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
}

/** Socket.IO, and the adapter in it. */
export interface SocketServer {
  readonly io: DeviceServer;
  readonly recovery: RecoveryAdapter;
}

/**
 * Socket.IO as the protocol document describes it, on an HTTP server that is handed upgrades. Any
 * origin may connect: the token, not the origin, says who may.
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
  return { io, recovery: io.of('/').adapter as RecoveryAdapter };
}

function adapterWith(options: RecoveryOptions): typeof Adapter {
  return class extends RecoveryAdapter {
    constructor(namespace: unknown) {
      super(namespace, options);
    }
  };
}

/** What Engine.IO opens WebSockets with: it passes on few of the options of `ws`. */
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

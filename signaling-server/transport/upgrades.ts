import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Limiter } from './limiter.ts';
import { type EngineConnection, Link } from './link.ts';
import type { RealtimeDependencies } from './types.ts';

/** Where Socket.IO clients connect. */
const path = '/socket.io/';

interface Dependencies
  extends Pick<RealtimeDependencies, 'config' | 'httpServer' | 'networkOf' | 'signedIn'> {
  readonly limiter: Limiter;
  readonly now: () => number;
}

/**
 * Lets connections become sockets, and holds each by its link until a device has signed in.
 *
 * Socket.IO gets an HTTP server of its own that never listens and is handed upgrades only: on the
 * real one it would answer plain requests to its path by itself, past every limit.
 */
export class Upgrades {
  /** For Socket.IO. */
  readonly inner: Server = createServer();
  readonly #dependencies: Dependencies;
  readonly #webSockets = new WeakMap<IncomingMessage, WebSocket>();
  readonly #links = new WeakMap<EngineConnection, Link>();
  /** Sockets of each network without a signed-in device. */
  readonly #waiting = new Map<string, number>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    const { httpServer } = dependencies;
    httpServer.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** The request of an upgrade has become a WebSocket. */
  carried(request: IncomingMessage, webSocket: WebSocket): void {
    this.#webSockets.set(request, webSocket);
  }

  /** For Engine.IO's event: its connection is open on the WebSocket of its request. */
  opened(connection: EngineConnection): void {
    const { limiter, networkOf, now } = this.#dependencies;
    const { request } = connection;
    const webSocket = this.#webSockets.get(request);
    if (webSocket === undefined) throw new Error('a connection without a WebSocket');
    const network = networkOf(request);
    const link = new Link(connection, {
      network,
      tcp: request.socket,
      webSocket,
      packets: limiter.packets(now()),
      bytes: limiter.bytes(now()),
      now,
    });
    this.#links.set(connection, link);
    this.#waiting.set(network, this.#waitingOf(network) + 1);
    request.socket.once('close', () => {
      if (!link.isSignedIn) this.#leave(network);
    });
    // Of no more use, and kept as long as the connection otherwise: Socket.IO's documentation
    // advises it (https://socket.io/docs/v4/memory-usage/).
    Object.assign(connection, { request: null });
  }

  of(connection: EngineConnection): Link {
    const link = this.#links.get(connection);
    if (link === undefined) throw new Error('a connection without a link');
    return link;
  }

  /** A device has signed in over the connection. */
  signedIn(connection: EngineConnection): void {
    const link = this.of(connection);
    link.signedIn();
    this.#leave(link.network);
    this.#dependencies.signedIn(link.tcp);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { config, limiter, networkOf, now } = this.#dependencies;
    socket.on('error', () => {});
    if (!request.url?.startsWith(path)) {
      refuse(socket, 404);
      return;
    }
    const network = networkOf(request);
    const full = this.#waitingOf(network) >= config.limits.connectionsPerAddress;
    if (full || limiter.upgrade(network, now()) > 0) refuse(socket, 429);
    else this.inner.emit('upgrade', request, socket, head);
  }

  #waitingOf(network: string): number {
    return this.#waiting.get(network) ?? 0;
  }

  #leave(network: string): void {
    const left = this.#waitingOf(network) - 1;
    if (left > 0) this.#waiting.set(network, left);
    else this.#waiting.delete(network);
  }
}

/** Answers instead of the upgrade; the few bytes fit into the system's buffer, read or not. */
function refuse(socket: Duplex, status: number): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

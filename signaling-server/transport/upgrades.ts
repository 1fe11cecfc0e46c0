import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { ClientConnection, type EngineConnection } from './client-connection.ts';
import type { Limiter } from './limiter.ts';
import type { RealtimeDependencies } from './types.ts';

/** The path of Socket.IO clients. */
const path = '/socket.io/';

interface Dependencies extends Pick<RealtimeDependencies, 'config' | 'networkOf' | 'signedIn'> {
  readonly limiter: Limiter;
  readonly now: () => number;
}

/**
 * Handles upgrades to WebSockets, and limits connections without a signed-in device.
 *
 * Socket.IO gets its own HTTP server, which never listens and receives upgrades only. On the real
 * server, Socket.IO would answer plain requests to its path without any limit.
 */
export class Upgrades {
  /** The HTTP server for Socket.IO. */
  readonly inner: Server = createServer();
  readonly #dependencies: Dependencies;
  readonly #webSockets = new WeakMap<IncomingMessage, WebSocket>();
  readonly #clients = new WeakMap<EngineConnection, ClientConnection>();
  /** How many sockets of each network have no signed-in device. */
  readonly #waiting = new Map<string, number>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** Accepts the upgrades that `httpServer` receives from now on. */
  accept(httpServer: Server): void {
    httpServer.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** Called when the request of an upgrade has become a WebSocket. */
  carried(request: IncomingMessage, webSocket: WebSocket): void {
    this.#webSockets.set(request, webSocket);
  }

  /** Called by Engine.IO when the connection of a WebSocket is open. */
  opened(connection: EngineConnection): void {
    const { limiter, networkOf, now } = this.#dependencies;
    const { request } = connection;
    const webSocket = this.#webSockets.get(request);
    if (webSocket === undefined) throw new Error('a connection without a WebSocket');
    const network = networkOf(request);
    const client = new ClientConnection(connection, {
      network,
      tcp: request.socket,
      webSocket,
      packets: limiter.packets(now()),
      bytes: limiter.bytes(now()),
      now,
    });
    this.#clients.set(connection, client);
    this.#waiting.set(network, this.#waitingOf(network) + 1);
    request.socket.once('close', () => {
      if (!client.isSignedIn) this.#leave(network);
    });
    // The request is not needed any more, but Engine.IO would keep it as long as the connection.
    // Socket.IO's documentation recommends this (https://socket.io/docs/v4/memory-usage/).
    Object.assign(connection, { request: null });
  }

  of(connection: EngineConnection): ClientConnection {
    const client = this.#clients.get(connection);
    if (client === undefined) throw new Error('a connection without a ClientConnection');
    return client;
  }

  /** Called when a device has signed in over the connection. */
  signedIn(connection: EngineConnection): void {
    const client = this.of(connection);
    client.signedIn();
    this.#leave(client.network);
    this.#dependencies.signedIn(client.tcp);
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

/**
 * Answers the request without an upgrade. The few bytes fit into the system's buffer even if the
 * client does not read.
 */
function refuse(socket: Duplex, status: number): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

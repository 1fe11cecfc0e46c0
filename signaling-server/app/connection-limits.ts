import { readFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Clock } from '../domain/ports.ts';

/** How many requests of one connection may be unanswered. Browsers do not pipeline. */
const mostOutstanding = 16;

/** Descriptors that are not connections: the database, its log, the standard streams. */
const descriptorsOfOurOwn = 64;

const warnEveryMs = 60_000;

/** The origin of connections, as limits use it. */
export interface Origins {
  /** The key of limits per address for a peer's address. */
  networkOf(address: string): string;
  /** Whether the peer is a trusted proxy, which carries the connections of many clients. */
  isProxy(address: string): boolean;
}

interface Options {
  readonly clock: Pick<Clock, 'now'>;
  readonly origins: Origins;
  /** How many open connections without a signed-in device one address may have. */
  readonly perAddress: number;
  /** Called at most once a minute, with the number of refused connections since the last call. */
  readonly refused: (reason: 'address' | 'descriptors', count: number) => void;
}

/** The remote end of a connection. */
type Peer = Pick<Socket, 'remoteAddress' | 'remotePort'>;

/**
 * Limits open connections: per address those without a signed-in device, and in total by the file
 * descriptors of the process.
 */
export class ConnectionLimits {
  readonly #options: Options;
  /** At most half of the total, so that one address cannot use all connections. */
  #perAddress: number;
  /** The network of each counted connection, by its remote end. */
  readonly #counted = new Map<string, string>();
  readonly #perNetwork = new Map<string, number>();
  readonly #refused = new Map<'address' | 'descriptors', { count: number; toldAt: number }>();

  constructor(options: Options) {
    this.#options = options;
    this.#perAddress = options.perAddress;
  }

  follow(server: Server | HttpsServer): void {
    const openFiles = openFilesLimit();
    if (openFiles !== null) {
      const most = Math.max(2, openFiles - descriptorsOfOurOwn);
      server.maxConnections = most;
      this.#perAddress = Math.min(this.#perAddress, most / 2);
    }
    server.on('drop', () => this.#refuse('descriptors'));
    server.on('connection', (socket: Socket) => this.#opened(socket));
  }

  /** A device has signed in over the connection, which no longer counts. */
  signedIn(peer: Peer): void {
    this.#release(endOf(peer));
  }

  #opened(socket: Socket): void {
    const { origins } = this.#options;
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || origins.isProxy(remoteAddress)) return;
    const network = origins.networkOf(remoteAddress);
    const open = this.#perNetwork.get(network) ?? 0;
    if (open >= this.#perAddress) {
      socket.destroy();
      this.#refuse('address');
      return;
    }
    const end = endOf(socket);
    this.#counted.set(end, network);
    this.#perNetwork.set(network, open + 1);
    socket.once('close', () => this.#release(end));
  }

  #release(end: string): void {
    const network = this.#counted.get(end);
    if (network === undefined) return;
    this.#counted.delete(end);
    const left = (this.#perNetwork.get(network) ?? 1) - 1;
    if (left > 0) this.#perNetwork.set(network, left);
    else this.#perNetwork.delete(network);
  }

  #refuse(reason: 'address' | 'descriptors'): void {
    const known = this.#refused.get(reason) ?? { count: 0, toldAt: Number.NEGATIVE_INFINITY };
    known.count += 1;
    this.#refused.set(reason, known);
    const now = this.#options.clock.now();
    if (now - known.toldAt < warnEveryMs) return;
    this.#options.refused(reason, known.count);
    this.#refused.set(reason, { count: 0, toldAt: now });
  }
}

const endOf = ({ remoteAddress, remotePort }: Peer): string => `${remoteAddress} ${remotePort}`;

/** How many descriptors this process may open; `null` if the system does not tell. */
function openFilesLimit(): number | null {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const [, soft] = /^Max open files\s+(\d+)/m.exec(limits) ?? [];
    return soft === undefined ? null : Number(soft);
  } catch {
    return null;
  }
}

/**
 * Closes a connection that sends more requests while too many are unanswered. Each unanswered
 * request takes memory until the client reads its answer.
 */
export function limitOutstanding(listener: RequestListener): RequestListener {
  const outstanding = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    // Pipelined requests are emitted even after the socket was destroyed.
    if (socket.destroyed) return;
    const count = (outstanding.get(socket) ?? 0) + 1;
    if (count > mostOutstanding) {
      socket.destroy();
      return;
    }
    outstanding.set(socket, count);
    response.once('close', () => outstanding.set(socket, (outstanding.get(socket) ?? 1) - 1));
    listener(request, response);
  };
}

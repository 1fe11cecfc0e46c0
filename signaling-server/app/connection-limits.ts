import { readFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Clock } from '../domain/ports.ts';

/** Requests of one connection that may wait for their answers. Browsers do not pipeline at all. */
const mostOutstanding = 16;

/** What the process may open beyond connections: the database, its log, the standard streams. */
const descriptorsOfOurOwn = 64;

const warnEveryMs = 60_000;

/** Where connections come from, as far as limits care. */
export interface Origins {
  /** What limits by address count a peer's address under. */
  networkOf(address: string): string;
  /** Whether the peer is a proxy that is trusted: it carries everybody's connections. */
  isProxy(address: string): boolean;
}

interface Options {
  readonly clock: Pick<Clock, 'now'>;
  readonly origins: Origins;
  /** Open connections of one address that carry no signed-in device. */
  readonly perAddress: number;
  /** Called once a minute at most, with how many connections were refused since the last time. */
  readonly refused: (reason: 'address' | 'descriptors', count: number) => void;
}

/** The end of a connection that the limits count. */
type Peer = Pick<Socket, 'remoteAddress' | 'remotePort'>;

/**
 * Limits open connections: of one address those that carry no signed-in device, and of everybody
 * what the system lets the process open.
 */
export class ConnectionLimits {
  readonly #options: Options;
  /** At most half of everybody's, so that no address takes the place of all others. */
  #perAddress: number;
  /** The networks of connections that count, by the peer's end. */
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

  /** A device has signed in over the connection: it counts no more. */
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

/** How many files and connections this process may have open; null where the system does not say. */
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
 * Ends a connection that sends further requests while so many wait for their answers: each holds
 * memory until the client reads.
 */
export function limitOutstanding(listener: RequestListener): RequestListener {
  const outstanding = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    // Requests that arrived together are emitted together, also after the end.
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

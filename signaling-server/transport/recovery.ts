import { Adapter, type Session as AdapterSession } from 'socket.io-adapter';
import type { DeviceSocket, SocketData } from './socket-types.ts';

/** A socket whose device may come back to it. */
interface Resumable {
  readonly socket: DeviceSocket;
  readonly pid: string;
  /** Monotonic time in milliseconds; null while connected. */
  lostAt: number | null;
}

/**
 * Sockets that a device may resume by the private id that Socket.IO gave it, also while the server
 * has not yet noticed that the connection is dead: a laptop that changes networks is back long
 * before its old connection times out.
 */
export class Recovery {
  readonly #sockets = new Map<string, Resumable>();
  readonly #now: () => number;
  readonly #windowMs: number;

  constructor(now: () => number, windowMs: number) {
    this.#now = now;
    this.#windowMs = windowMs;
  }

  connected(socket: DeviceSocket): void {
    const pid = pidOf(socket);
    if (pid !== null) this.#sockets.set(pid, { socket, pid, lostAt: null });
  }

  lost(socket: DeviceSocket): void {
    const resumable = this.#of(socket);
    if (resumable !== null) resumable.lostAt = this.#now();
  }

  /** The device is not to come back to this socket. */
  forget(socket: DeviceSocket): void {
    const resumable = this.#of(socket);
    if (resumable !== null) this.#sockets.delete(resumable.pid);
  }

  /** Lets go of what is too old, and of packets sent before `deliveredBefore`. */
  sweep(deliveredBefore: number): void {
    const oldest = this.#now() - this.#windowMs;
    for (const { pid, lostAt, socket } of this.#sockets.values()) {
      if (lostAt !== null && lostAt < oldest) this.#sockets.delete(pid);
      else socket.data.connection.outbox.prune(deliveredBefore);
    }
  }

  /** For Socket.IO: the socket of `pid`, if everything after `offset` can still be sent. */
  restore(pid: string, offset: string): AdapterSession | null {
    const resumable = this.#sockets.get(pid);
    if (resumable === undefined) return null;
    const { socket, lostAt } = resumable;
    if (lostAt !== null && lostAt < this.#now() - this.#windowMs) return null;
    if (!socket.data.connection.outbox.covers(offset)) return null;
    if (lostAt === null) abandon(socket);
    // Missed packets are sent by us, once the device has proved who it is.
    const data: SocketData = { ...socket.data, resumeAfter: offset };
    return { pid, sid: socket.id, rooms: [], data, missedPackets: [] };
  }

  #of(socket: DeviceSocket): Resumable | null {
    const pid = pidOf(socket);
    const resumable = pid === null ? undefined : this.#sockets.get(pid);
    return resumable?.socket === socket ? resumable : null;
  }
}

/** Socket.IO's adapter for one process, with recovery out of `recovery`. */
export function recoveryAdapter(recovery: Recovery): typeof Adapter {
  return class extends Adapter {
    override persistSession(): void {
      // `recovery` was told by the transport, which knows more.
    }

    override restoreSession(pid: string, offset: string): Promise<AdapterSession> {
      const session = recovery.restore(pid, offset);
      // The base class's type does not say so, but null is how Socket.IO is told of none.
      return Promise.resolve(session as AdapterSession);
    }
  };
}

/** Ends a connection that is dead or about to be, at once and without waiting for it. */
function abandon(socket: DeviceSocket): void {
  const { conn } = socket;
  socket.disconnect();
  conn.close(true);
}

/** Socket.IO keeps the id private to TypeScript; the protocol sends it to the client. */
function pidOf(socket: DeviceSocket): string | null {
  const pid: unknown = Reflect.get(socket, 'pid');
  return typeof pid === 'string' ? pid : null;
}

import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Storage } from '../domain/ports.ts';
import type { Realtime } from '../transport/types.ts';

interface Running {
  readonly app: FastifyInstance;
  readonly realtime: Realtime;
  readonly storage: Storage;
  /** Connections that are sockets by now, and no longer the HTTP server's to close. */
  readonly upgraded: ReadonlySet<Duplex>;
  /** How long requests have to finish. */
  readonly graceMs: number;
}

/** How long a device has to say goodbye in turn; one whose network is gone never does. */
const farewellMs = 2_000;

/** Follows the connections that become sockets, as long as they are open. */
export function followUpgraded({ server }: Pick<Running['app'], 'server'>): ReadonlySet<Duplex> {
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (_request, socket: Duplex) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
  });
  return upgraded;
}

/**
 * Takes no more connections, tells the sockets, lets requests finish within `graceMs`, hangs up on
 * devices that do not answer, and closes the database when nobody uses it any more.
 */
export async function shutDown(running: Running): Promise<void> {
  const { app, realtime, storage, upgraded, graceMs } = running;
  const requestsDone = app.close();
  const cutOff = setTimeout(() => app.server.closeAllConnections(), graceMs);
  const hangUp = setTimeout(
    () => {
      for (const socket of upgraded) socket.destroy();
    },
    Math.min(graceMs, farewellMs),
  );
  try {
    await Promise.all([realtime.close(), requestsDone]);
  } finally {
    clearTimeout(cutOff);
    clearTimeout(hangUp);
    await storage.close();
  }
}

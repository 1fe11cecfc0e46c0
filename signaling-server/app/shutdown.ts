import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Storage } from '../domain/ports.ts';
import type { Realtime, RealtimeServices } from '../transport/types.ts';

/** The sockets and the services that answer their requests. */
interface Signaling {
  readonly realtime: Realtime;
  readonly services: RealtimeServices;
}

interface Running {
  readonly app: FastifyInstance;
  readonly signaling: Signaling;
  readonly storage: Storage;
  /** Connections that were upgraded to WebSockets. The HTTP server does not close them. */
  readonly upgraded: ReadonlySet<Duplex>;
  /** How long running requests have to finish, in milliseconds. */
  readonly graceMs: number;
}

/** How long a device has to answer the WebSocket close frame; a device without a network cannot. */
const closeTimeoutMs = 2_000;

/** Returns the set of open connections that were upgraded to WebSockets. */
export function followUpgraded({ server }: Pick<Running['app'], 'server'>): ReadonlySet<Duplex> {
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (_request, socket: Duplex) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
  });
  return upgraded;
}

/**
 * Stops the server. It accepts no more connections, gives running requests `graceMs` to finish,
 * disconnects every device, and closes the storage last.
 */
export async function shutDown(running: Running): Promise<void> {
  const { app, signaling, storage, upgraded, graceMs } = running;
  const requestsDone = app.close();
  const cutOff = setTimeout(() => app.server.closeAllConnections(), graceMs);
  const hangUp = setTimeout(
    () => {
      for (const socket of upgraded) socket.destroy();
    },
    Math.min(graceMs, closeTimeoutMs),
  );
  try {
    await Promise.all([stopSignaling(signaling), requestsDone]);
  } finally {
    clearTimeout(cutOff);
    clearTimeout(hangUp);
    await storage.close();
  }
}

/** Finishes running requests and writes, then disconnects every device. */
export async function stopSignaling({ realtime, services }: Signaling): Promise<void> {
  const { background, calls, contacts, presence, registrar } = services;
  await realtime.drain();
  registrar.close();
  await calls.idle();
  calls.close();
  presence.close();
  contacts.close();
  realtime.close();
  await contacts.idle();
  await background.idle();
}

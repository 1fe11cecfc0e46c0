import type { FastifyInstance } from 'fastify';
import type { Storage } from '../domain/ports.ts';
import type { Realtime } from '../transport/types.ts';

interface Running {
  readonly app: FastifyInstance;
  readonly realtime: Realtime;
  readonly storage: Storage;
  /** How long requests have to finish. */
  readonly graceMs: number;
}

/**
 * Takes no more connections, tells the sockets, lets requests finish within `graceMs`, and closes
 * the database when nobody uses it any more.
 */
export async function shutDown({ app, realtime, storage, graceMs }: Running): Promise<void> {
  const requestsDone = app.close();
  const cutOff = setTimeout(() => app.server.closeAllConnections(), graceMs);
  try {
    await Promise.all([realtime.close(), requestsDone]);
  } finally {
    clearTimeout(cutOff);
    await storage.close();
  }
}

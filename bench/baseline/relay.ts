import { startServer } from '../child.ts';
import type { Variant } from '../harness.ts';
import { candidate, relayRate } from '../relay.ts';
import { openWire, type Wire } from '../wire.ts';

/** Messages per second through a bare Socket.IO relay. */
export async function bareRelay(): Promise<Variant> {
  const server = await startServer('baseline/relay-server.ts');
  const from = await openWire(server.url, { name: 'a' });
  const to = await openWire(server.url, { name: 'b' });
  const body = JSON.stringify({ to: 'b', body: { candidate, sdpMid: '0', sdpMLineIndex: 0 } });
  return {
    measure: () => relayRate(from, to, (id) => `42${id}["relay",${body}]`, 'relay'),
    async close() {
      from.close();
      to.close();
      await server.close();
    },
  };
}

/** Sockets that one memory sample opens. */
export const idleSockets = 500;

/** Resident memory per connected, idle socket of a bare Socket.IO server, in kB. */
export async function bareIdleSockets(): Promise<Variant> {
  return {
    async measure() {
      const server = await startServer('baseline/relay-server.ts');
      const open = (name: string) => openWire(server.url, { name });
      try {
        return await growthPerSocket(server, open);
      } finally {
        await server.close();
      }
    },
    close: async () => {},
  };
}

/** Opens `idleSockets` one after the other and divides what the server's memory grew by. */
export async function growthPerSocket(
  server: { rssKb(): Promise<number> },
  open: (name: string) => Promise<Wire>,
): Promise<number> {
  const wires: Wire[] = [];
  // Some sockets first, so that what the server loads once is not counted per socket.
  for (let i = 0; i < 50; i++) wires.push(await open(`warm${i}`));
  const before = await server.rssKb();
  for (let i = 0; i < idleSockets; i++) wires.push(await open(`idle${i}`));
  const after = await server.rssKb();
  for (const wire of wires) wire.close();
  return (after - before) / idleSockets;
}

import { randomUUID } from 'node:crypto';
import { protocolVersion } from '@tatap/protocol/signaling';
import { growthPerSocket, idleSockets } from '../baseline/relay.ts';
import { type ServerProcess, startServer } from '../child.ts';
import type { Variant } from '../harness.ts';
import { candidate, relayRate } from '../relay.ts';
import { openWire, type Wire } from '../wire.ts';
import type { SeededAccount } from './tatap-server.ts';

/** Messages per second between the two devices of an accepted call. */
export async function tatapRelay(): Promise<Variant> {
  const server = await startServer('subject/tatap-server.ts');
  const [caller, callee] = accountsOf(server);
  if (!caller || !callee) throw new Error('two accounts are needed');
  const from = await register(server, caller);
  const to = await register(server, callee);
  const callId = await acceptedCall(from, to, callee);
  const body = JSON.stringify({
    callId,
    toDevice: callee.deviceId,
    signal: {
      kind: 'candidates',
      candidates: [{ candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null }],
      seq: 0,
    },
  });
  return {
    measure: () => relayRate(from, to, (id) => `42${id}["call.signal",${body}]`, 'call.signal'),
    async close() {
      from.close();
      to.close();
      await server.close();
    },
  };
}

/** Resident memory per registered, idle device, in kB. */
export async function tatapIdleSockets(): Promise<Variant> {
  return {
    async measure() {
      const count = String(idleSockets + 50);
      const server = await startServer('subject/tatap-server.ts', { BENCH_ACCOUNTS: count });
      try {
        const accounts = accountsOf(server).values();
        return await growthPerSocket(server, () => {
          const { value } = accounts.next();
          if (value === undefined) throw new Error('more sockets than accounts');
          return register(server, value);
        });
      } finally {
        await server.close();
      }
    },
    close: async () => {},
  };
}

function accountsOf(server: ServerProcess): readonly SeededAccount[] {
  return server.ready['accounts'] as readonly SeededAccount[];
}

function register(server: ServerProcess, { token, deviceId }: SeededAccount): Promise<Wire> {
  const auth = { protocolVersion, token, deviceId, capabilities: [] };
  return openWire(server.url, auth, 'registered');
}

/** Invites, accepts, and returns the call's id once the caller knows. */
async function acceptedCall(from: Wire, to: Wire, callee: SeededAccount): Promise<string> {
  const callId = randomUUID();
  const rings = frame(to, 'call.incoming');
  from.send(`420${JSON.stringify(['call.invite', { callId, to: callee.id, media: 'audio' }])}`);
  await rings;
  const accepted = frame(from, 'call.accepted');
  to.send(`420${JSON.stringify(['call.accept', { callId, media: 'audio' }])}`);
  await accepted;
  return callId;
}

function frame(wire: Wire, event: string): Promise<void> {
  return new Promise((resolve) => {
    wire.listen((text) => {
      if (text.startsWith(`42["${event}"`)) resolve();
    });
  });
}

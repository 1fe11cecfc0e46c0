import { charactersOf } from './device-log.ts';
import { handshakeMiddleware } from './handshake.ts';
import { Limiter } from './limiter.ts';
import { RoomDevices } from './room-devices.ts';
import { createSocketServer } from './server.ts';
import { Sockets } from './sockets.ts';
import type { Realtime, RealtimeDependencies, RealtimeServices } from './types.ts';
import { Upgrades } from './upgrades.ts';

const sweepEveryMs = 10_000;

/** Creates the Socket.IO server. It accepts sockets when `serve` gives it the domain services. */
export function createRealtime(dependencies: RealtimeDependencies): Realtime {
  const { clock, config, httpServer } = dependencies;
  const now = (): number => clock.now();
  const limiter = new Limiter(config.limits);
  const upgrades = new Upgrades({ ...dependencies, limiter, now });
  const { io, adapter } = createSocketServer({ upgrades, config, now });
  let served: { readonly sockets: Sockets; readonly ready: Promise<void> } | null = null;
  let isDraining = false;
  let cancelSweep = (): void => {};

  function sweepRegularly(): void {
    cancelSweep = clock.after(sweepEveryMs, sweepRegularly);
    adapter.sweep();
  }

  function serve(services: RealtimeServices, ready: Promise<void>): void {
    const { registrar } = services;
    const isClosing = () => isDraining;
    io.use(
      handshakeMiddleware({ ...dependencies, limiter, registrar, ready, upgrades, isClosing }),
    );
    const sockets = new Sockets({ ...dependencies, services, limiter, adapter, upgrades });
    served = { sockets, ready };
    io.on('connection', (socket) => sockets.add(socket));
    upgrades.accept(httpServer);
    sweepRegularly();
  }

  return {
    devices: new RoomDevices(io),
    countRelayed: ({ account }, signal, receivers) =>
      limiter.relayed(account, charactersOf(signal) * receivers, now()),
    serve,
    async drain() {
      isDraining = true;
      cancelSweep();
      await served?.ready;
      await served?.sockets.idle();
    },
    // Engine.IO's close, because devices do not reconnect after Socket.IO's own disconnect packet.
    close: () => io.engine.close(),
  };
}

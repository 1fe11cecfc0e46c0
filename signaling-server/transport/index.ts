import { ConnectedDevicesOf } from './connected-devices.ts';
import { handshakeGate } from './handshake-gate.ts';
import { Limiter } from './limiter.ts';
import type { EngineConnection } from './link.ts';
import type { Traffic } from './outbox.ts';
import { Recovery } from './recovery.ts';
import { createSocketServer, pingIntervalMs, pingTimeoutMs } from './server.ts';
import { createServices } from './services.ts';
import { Sockets } from './sockets.ts';
import type { Realtime, RealtimeDependencies } from './types.ts';
import { Upgrades } from './upgrades.ts';

const sweepEveryMs = 10_000;

/** Starts the realtime half on an HTTP server, which may be listening already or later. */
export function createRealtime(dependencies: RealtimeDependencies): Realtime {
  const { clock, config, logger } = dependencies;
  const now = (): number => clock.now();
  const recovery = new Recovery(now, config.deviceGoneMs);
  const limiter = new Limiter(config.limits);
  const traffic: Traffic = { characters: 0 };
  const services = createServices(dependencies);
  const { background, calls, presence, contacts, registrar } = services;
  const upgrades = new Upgrades({ ...dependencies, limiter, now });
  const io = createSocketServer(upgrades.inner, recovery, config);
  io.engine.on('connection', (connection: EngineConnection) => upgrades.opened(connection));
  const ready = calls.restore().catch((error: unknown) => {
    logger.error({ err: error }, 'calls from before the restart could not be read');
  });
  const sockets = new Sockets({ ...dependencies, services, limiter, recovery, upgrades, traffic });
  let closing: Promise<void> | null = null;
  const isClosing = (): boolean => closing !== null;
  io.use(
    handshakeGate({ ...dependencies, limiter, registrar, ready, upgrades, traffic, isClosing }),
  );
  io.on('connection', (socket) => sockets.add(socket));

  let cancelSweep = (): void => {};
  const sweep = (): void => {
    cancelSweep = clock.after(sweepEveryMs, sweep);
    recovery.sweep(now() - pingIntervalMs - pingTimeoutMs);
  };
  sweep();

  const drain = async (): Promise<void> => {
    cancelSweep();
    await ready;
    await sockets.idle();
    registrar.close();
    await calls.idle();
    calls.close();
    presence.close();
    contacts.close();
    // Not by Socket.IO's goodbye: after that, devices would not come back by themselves.
    io.engine.close();
    await contacts.idle();
    await background.idle();
  };
  const devices = new ConnectedDevicesOf(services);
  return {
    isConnected: (account, device) => devices.isConnected(account, device),
    end: (account, device, reason) => devices.end(account, device, reason),
    invitationUsed: (account) => devices.invitationUsed(account),
    accountChanged: (account, change) => devices.accountChanged(account, change),
    accountDeleted: (account, inListsOf) => devices.accountDeleted(account, inListsOf),
    close() {
      closing ??= drain();
      return closing;
    },
  };
}

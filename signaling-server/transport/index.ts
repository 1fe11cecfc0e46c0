import { charactersOf } from './device-log.ts';
import { handshakeGate } from './handshake-gate.ts';
import { Limiter } from './limiter.ts';
import { RoomDevices } from './room-devices.ts';
import { createSocketServer } from './server.ts';
import { createServices } from './services.ts';
import { Sockets } from './sockets.ts';
import type { Realtime, RealtimeDependencies } from './types.ts';
import { Upgrades } from './upgrades.ts';

const sweepEveryMs = 10_000;

/** Starts the realtime half on an HTTP server, which may be listening already or later. */
export function createRealtime(dependencies: RealtimeDependencies): Realtime {
  const { clock, config, logger } = dependencies;
  const now = (): number => clock.now();
  const limiter = new Limiter(config.limits);
  const upgrades = new Upgrades({ ...dependencies, limiter, now });
  const { io, recovery } = createSocketServer({ upgrades, config, now });
  const devices = new RoomDevices(io);
  const services = createServices({
    ...dependencies,
    devices,
    onSignalled: ({ account }, signal, receivers) =>
      limiter.relayed(account, charactersOf(signal) * receivers, now()),
  });
  const { background, calls, presence, contacts, registrar } = services;
  const ready = calls.restore().catch((error: unknown) => {
    logger.error({ err: error }, 'calls from before the restart could not be read');
  });
  const sockets = new Sockets({ ...dependencies, services, limiter, recovery, upgrades });
  let closing: Promise<void> | null = null;
  const isClosing = (): boolean => closing !== null;
  io.use(handshakeGate({ ...dependencies, limiter, registrar, ready, upgrades, isClosing }));
  io.on('connection', (socket) => sockets.add(socket));

  let cancelSweep = (): void => {};
  const sweep = (): void => {
    cancelSweep = clock.after(sweepEveryMs, sweep);
    recovery.sweep();
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
  return {
    isConnected: (account, device) => registrar.isConnected({ account, device }),
    end: (account, device, reason) => registrar.end({ account, device }, reason),
    invitationUsed: (account) => contacts.invited(account),
    accountChanged(account, { renamed }) {
      devices.sendToAccount(account.id, 'account.changed', { account });
      if (renamed) contacts.renamed(account.id);
    },
    async accountDeleted(account, inListsOf) {
      await calls.accountDeleted(account);
      for (const device of await registrar.devicesOf(account)) {
        await registrar.end({ account, device }, 'deleted');
      }
      for (const owner of inListsOf)
        devices.sendToAccount(owner, 'contact.removed', { id: account });
    },
    close() {
      closing ??= drain();
      return closing;
    },
  };
}

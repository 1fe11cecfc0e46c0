import type { DisconnectReason } from 'socket.io';
import { readSnapshot } from '../domain/registrar-snapshot.ts';
import type { Arrival, Departure } from '../domain/registrar-types.ts';
import type { Limiter } from './limiter.ts';
import type { RecoveryAdapter } from './recovery-adapter.ts';
import { type DispatcherContext, RequestDispatcher } from './request-dispatcher.ts';
import { roomsOf } from './room-devices.ts';
import type { RealtimeServices } from './services.ts';
import type { DeviceSocket, RealtimeDependencies } from './types.ts';
import type { Upgrades } from './upgrades.ts';

interface Dependencies
  extends Pick<RealtimeDependencies, 'clock' | 'logger' | 'metrics' | 'sessions'> {
  readonly services: RealtimeServices;
  readonly limiter: Limiter;
  readonly recovery: RecoveryAdapter;
  readonly upgrades: Upgrades;
}

/** Carries sockets that were let in from their connection to their end. */
export class Sockets {
  readonly #dependencies: Dependencies;
  readonly #context: DispatcherContext;
  readonly #dispatchers = new Set<RequestDispatcher>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    const { clock, logger, services } = dependencies;
    this.#context = {
      services,
      now: () => clock.now(),
      logger,
      onAnswered: (name, answer) =>
        dependencies.metrics.answered(name, answer.ok ? 'ok' : answer.code),
    };
  }

  add(socket: DeviceSocket): void {
    const { clock, limiter, logger, metrics, recovery, upgrades } = this.#dependencies;
    const { device } = socket.data;
    const arrival: Arrival = socket.recovered ? 'resumed' : 'fresh';
    const link = upgrades.of(socket.conn);
    upgrades.signedIn(socket.conn);
    const disconnect = (): void => {
      socket.disconnect(true);
      link.end();
    };
    const limits = limiter.forSocket(device, link.network, clock.now());
    const dispatcher = new RequestDispatcher(this.#context, device, limits, disconnect);
    this.#dispatchers.add(dispatcher);
    socket.onAny((event: unknown, ...args: unknown[]) => dispatcher.receive(event, args));
    socket.on('disconnect', (reason) => {
      this.#dispatchers.delete(dispatcher);
      this.#ended(socket, reason);
      // A device has one namespace: without it, its connection is of no use.
      link.end();
    });
    metrics.socketConnected();
    logger.info({ ...device, arrival }, 'device connected');
    // The token is of no more use.
    socket.handshake.auth = {};
    if (!socket.recovered) void socket.join(roomsOf(device));
    else if (!recovery.resume(socket.id)) {
      // It comes back afresh.
      socket.conn.close(true);
      return;
    }
    void this.#register(socket, arrival);
  }

  /** Resolves when no request runs or waits. */
  async idle(): Promise<void> {
    await Promise.all([...this.#dispatchers].map((dispatcher) => dispatcher.idle()));
  }

  async #register(socket: DeviceSocket, arrival: Arrival): Promise<void> {
    const { clock, logger, recovery, services, sessions } = this.#dependencies;
    const { registrar } = services;
    const { device } = socket.data;
    try {
      await registrar.begin(device, socket.id);
      // Its session may have been revoked between the handshake and `begin`.
      const [read, signedIn] = await Promise.all([
        readSnapshot(device, arrival, { ...services, clock }),
        sessions.isSignedIn(device.account, device.device),
      ]);
      if (read === null) return await registrar.end(device, 'deleted');
      if (!signedIn) return await registrar.end(device, 'revoked');
      recovery.hold(socket.id);
      const snapshot = await read();
      const isLive = await registrar.complete(device, socket.id, arrival);
      if (isLive) recovery.register(socket.id, snapshot);
    } catch (error) {
      logger.error({ ...device, err: error }, 'the snapshot could not be read');
      // Without the truth a device is of no use: it comes back and asks again.
      socket.conn.close();
    }
  }

  #ended(socket: DeviceSocket, reason: DisconnectReason): void {
    const { logger, metrics, services, sessions } = this.#dependencies;
    const { device } = socket.data;
    const departure: Departure = reason === 'client namespace disconnect' ? 'goodbye' : 'lost';
    metrics.socketDisconnected();
    logger.info({ ...device, reason }, 'device disconnected');
    services.background.run(`left ${socket.id}`, 'note that a device has left', () =>
      services.registrar.disconnected(device, socket.id, departure),
    );
    services.background.run(`seen ${device.device}`, 'note when a device was last here', () =>
      sessions.seen(device.account, device.device),
    );
  }
}

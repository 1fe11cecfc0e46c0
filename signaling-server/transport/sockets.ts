import type { DisconnectReason } from 'socket.io';
import { readSnapshot } from '../domain/registrar-snapshot.ts';
import type { Arrival, Departure } from '../domain/registrar-types.ts';
import type { Limiter } from './limiter.ts';
import type { RecoveryAdapter } from './recovery-adapter.ts';
import { type DispatcherContext, RequestDispatcher } from './request-dispatcher.ts';
import { roomsOf } from './room-devices.ts';
import type { DeviceSocket, RealtimeDependencies, RealtimeServices } from './types.ts';
import type { Upgrades } from './upgrades.ts';

interface Dependencies
  extends Pick<RealtimeDependencies, 'clock' | 'logger' | 'metrics' | 'sessions'> {
  readonly services: RealtimeServices;
  readonly limiter: Limiter;
  readonly adapter: RecoveryAdapter;
  readonly upgrades: Upgrades;
}

/** Handles accepted sockets from their connection to their end. */
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
    const { adapter, clock, limiter, logger, metrics, upgrades } = this.#dependencies;
    const { device } = socket.data;
    const arrival: Arrival = socket.recovered ? 'resumed' : 'fresh';
    const client = upgrades.of(socket.conn);
    upgrades.signedIn(socket.conn);
    const disconnect = (): void => {
      socket.disconnect(true);
      client.end();
    };
    const limits = limiter.forSocket(device, client.network, clock.now());
    const dispatcher = new RequestDispatcher(this.#context, device, limits, disconnect);
    this.#dispatchers.add(dispatcher);
    socket.onAny((event: unknown, ...args: unknown[]) => dispatcher.receive(event, args));
    socket.on('disconnect', (reason) => {
      this.#dispatchers.delete(dispatcher);
      this.#ended(socket, reason);
      // A device uses one namespace; without it the connection is useless.
      client.end();
    });
    metrics.socketConnected();
    logger.info({ ...device, arrival }, 'device connected');
    // Removes the token from memory.
    socket.handshake.auth = {};
    if (!socket.recovered) void socket.join(roomsOf(device));
    else if (!adapter.resume(socket.id)) {
      // The device reconnects with a fresh socket.
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
    const { adapter, clock, logger, services, sessions } = this.#dependencies;
    const { registrar } = services;
    const { device } = socket.data;
    try {
      await registrar.begin(device, socket.id);
      // The session may have been revoked between the handshake and `begin`.
      const [read, signedIn] = await Promise.all([
        readSnapshot(device, arrival, { ...services, clock }),
        sessions.isSignedIn(device.account, device.device),
      ]);
      if (read === null) return await registrar.end(device, 'deleted');
      if (!signedIn) return await registrar.end(device, 'revoked');
      adapter.hold(socket.id);
      const snapshot = await read();
      const isLive = await registrar.complete(device, socket.id, arrival);
      if (isLive) adapter.register(socket.id, snapshot);
    } catch (error) {
      logger.error({ ...device, err: error }, 'the snapshot could not be read');
      // A device without a snapshot does not know the current state. It reconnects and tries again.
      socket.conn.close();
    }
  }

  #ended(socket: DeviceSocket, reason: DisconnectReason): void {
    const { logger, metrics, services, sessions } = this.#dependencies;
    const { device } = socket.data;
    const departure: Departure = reason === 'client namespace disconnect' ? 'goodbye' : 'lost';
    metrics.socketDisconnected();
    logger.info({ ...device, reason }, 'device disconnected');
    services.background.run(`left ${socket.id}`, 'the end of a socket', () =>
      services.registrar.disconnected(device, socket.id, departure),
    );
    services.background.run(`seen ${device.device}`, 'the last use of a device', () =>
      sessions.seen(device.account, device.device),
    );
  }
}

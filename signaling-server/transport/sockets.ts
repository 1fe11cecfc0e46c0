import type { RequestAck, RequestName } from '@tatap/protocol/signaling';
import type { DisconnectReason } from 'socket.io';
import { readSnapshot } from '../domain/registrar-snapshot.ts';
import type { Arrival, Departure } from '../domain/registrar-types.ts';
import type { Limiter } from './limiter.ts';
import type { Traffic } from './outbox.ts';
import type { Recovery } from './recovery.ts';
import { type DispatcherContext, RequestDispatcher } from './request-dispatcher.ts';
import type { RealtimeServices } from './services.ts';
import type { DeviceSocket } from './socket-types.ts';
import type { RealtimeDependencies } from './types.ts';
import type { Upgrades } from './upgrades.ts';

interface Dependencies
  extends Pick<RealtimeDependencies, 'clock' | 'logger' | 'metrics' | 'sessions'> {
  readonly services: RealtimeServices;
  readonly limiter: Limiter;
  readonly recovery: Recovery;
  readonly upgrades: Upgrades;
  readonly traffic: Traffic;
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
      traffic: dependencies.traffic,
      onAnswered: (name, payload, answer) => this.#count(name, payload, answer),
    };
  }

  add(socket: DeviceSocket): void {
    const { clock, limiter, logger, metrics, recovery, services, upgrades } = this.#dependencies;
    const { connection, device, network, resumeAfter } = socket.data;
    const arrival: Arrival = resumeAfter === null ? 'fresh' : 'resumed';
    const link = upgrades.of(socket.conn);
    upgrades.signedIn(socket.conn);
    const disconnect = (): void => {
      socket.disconnect(true);
      link.end();
    };
    connection.carriedBy(() => {
      recovery.forget(socket);
      disconnect();
    });
    const limits = limiter.forSocket(device, network, clock.now());
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
    recovery.connected(socket);
    services.registrar.begin(device, connection);
    connection.outbox.open(socket.conn, resumeAfter);
    releaseHandshake(socket);
    void this.#register(socket, arrival);
  }

  /** Resolves when no request runs or waits. */
  async idle(): Promise<void> {
    await Promise.all([...this.#dispatchers].map((dispatcher) => dispatcher.idle()));
  }

  async #register(socket: DeviceSocket, arrival: Arrival): Promise<void> {
    const { clock, logger, services, sessions } = this.#dependencies;
    const { connection, device } = socket.data;
    try {
      // Its session may have been revoked between the handshake and `begin`.
      const [snapshot, signedIn] = await Promise.all([
        readSnapshot(device, arrival, { ...services, clock }),
        sessions.isSignedIn(device.account, device.device),
      ]);
      if (!signedIn && snapshot !== null) services.registrar.end(device, 'revoked');
      else if (snapshot === null) services.registrar.end(device, 'deleted');
      else services.registrar.complete(device, connection, arrival, snapshot);
    } catch (error) {
      logger.error({ ...device, err: error }, 'the snapshot could not be read');
      // Without the truth a device is of no use: it comes back and asks again.
      socket.conn.close();
    }
  }

  #ended(socket: DeviceSocket, reason: DisconnectReason): void {
    const { logger, metrics, recovery, services, sessions } = this.#dependencies;
    const { connection, device } = socket.data;
    const departure: Departure = reason === 'client namespace disconnect' ? 'goodbye' : 'lost';
    metrics.socketDisconnected();
    logger.info({ ...device, reason }, 'device disconnected');
    if (departure === 'goodbye') recovery.forget(socket);
    else recovery.lost(socket);
    connection.outbox.close();
    services.registrar.disconnected(device, connection, departure);
    services.background.run(`seen ${device.device}`, 'note when a device was last here', () =>
      sessions.seen(device.account, device.device),
    );
  }

  #count(name: RequestName, payload: unknown, answer: RequestAck<RequestName>): void {
    const { metrics } = this.#dependencies;
    metrics.answered(name, answer.ok ? 'ok' : answer.code);
    if (name !== 'call.signal' || !answer.ok) return;
    const kind = kindOf(payload);
    if (kind !== null) metrics.relayed(kind);
  }
}

/** What kind of signal was relayed; the payload has been parsed before. */
function kindOf(payload: unknown): 'offer' | 'answer' | 'candidates' | null {
  const { signal } = payload as { signal: { kind: string; type?: 'offer' | 'answer' } };
  return signal.kind === 'candidates' ? 'candidates' : (signal.type ?? null);
}

/**
 * The HTTP request of the handshake and the token in it are of no more use and would be kept as
 * long as the socket; https://socket.io/docs/v4/memory-usage/ recommends letting go of them.
 */
function releaseHandshake(socket: DeviceSocket): void {
  Object.assign(socket.conn, { request: null });
  Object.assign(socket.handshake, { auth: {}, headers: {}, query: {}, url: '' });
}

import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Authenticator } from '../domain/authenticator.ts';
import { owaspCost } from '../domain/passwords.ts';
import type { Argon2Cost } from '../domain/phc.ts';
import type { Clock, Storage } from '../domain/ports.ts';
import { MemoryCalls } from '../state/memory-calls.ts';
import { MemoryDirectory } from '../state/memory-directory.ts';
import { openSqliteStorage } from '../storage/sqlite/thread.ts';
import { createRealtime } from '../transport/index.ts';
import type { RealtimeConfig } from '../transport/types.ts';
import { createAccountServices, sessionTtlMs, sweepRegularly } from './account-services.ts';
import { Certificate } from './certificate.ts';
import { databaseFile, type ServerConfig, serverVersion } from './config.ts';
import { ConnectionLimits } from './connection-limits.ts';
import { prepareDataFolder } from './data-folder.ts';
import { createHandlers } from './http/handlers.ts';
import { addRoutes, createFastify } from './http/index.ts';
import { createLogger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { networkOf as networkOfAddress, requestOrigins } from './network.ts';
import { followUpgraded, shutDown, stopSignaling } from './shutdown.ts';
import {
  connectedDevices,
  createSignalingServices,
  type SignalingConfig,
} from './signaling-services.ts';
import { StartupError } from './startup-error.ts';
import { systemClock } from './system-clock.ts';

export interface TatapServer {
  /** The URL of the server for a client on this machine. */
  readonly url: string;
  readonly logger: Logger;
  /** Reloads the certificate. */
  reload(): void;
  /** Drains and stops the server. Repeated calls return the same promise. */
  close(): Promise<void>;
}

/** Options without an environment variable, for tests and benchmarks. */
export interface ServerOverrides {
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly storage?: Storage;
  /** Cheaper password hashing, so that tests are fast. */
  readonly passwordCost?: Argon2Cost;
  /**
   * Whether `/metrics` includes the event loop and memory. Only one server of a process may do
   * this.
   */
  readonly processMetrics?: boolean;
}

/**
 * Starts the server: storage, HTTP and sockets on one port.
 * @throws StartupError with a message for the operator.
 */
export async function createServer(
  config: ServerConfig,
  overrides: ServerOverrides = {},
): Promise<TatapServer> {
  const logger = overrides.logger ?? (await createLogger(config));
  const storage = overrides.storage ?? (await openStorage(config, logger));
  try {
    return await start(config, overrides, storage, logger);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

async function start(
  config: ServerConfig,
  overrides: ServerOverrides,
  storage: Storage,
  logger: Logger,
): Promise<TatapServer> {
  const { clock = systemClock, passwordCost = owaspCost, processMetrics = false } = overrides;
  const { tlsCert, tlsKey } = config;
  const certificate = tlsCert === null || tlsKey === null ? null : new Certificate(tlsCert, tlsKey);
  const app = createFastify(certificate, logger);
  const upgraded = followUpgraded(app);
  const metrics = createMetrics({ ofProcess: processMetrics });
  const origins = requestOrigins(config.trustProxy, config.proxyHeader);
  const { networkOf } = origins;
  const connections = new ConnectionLimits({
    clock,
    origins: { isProxy: origins.isProxy, networkOf: networkOfAddress },
    perAddress: config.connectionsPerAddress,
    refused: (reason, count) =>
      logger.warn({ reason, count }, 'connections refused: too many are open'),
  });
  connections.follow(app.server);
  const authenticator = new Authenticator({
    store: storage.sessions,
    clock,
    ttlMs: sessionTtlMs(config),
    report: (error, what) => logger.error({ err: error }, what),
  });
  const realtime = createRealtime({
    httpServer: app.server,
    config: realtimeConfig(config),
    sessions: authenticator,
    clock,
    logger,
    metrics: metrics.realtime,
    networkOf,
    signedIn: (connection) => connections.signedIn(connection),
  });
  const services = createSignalingServices({
    config: signalingConfig(config),
    storage,
    calls: new MemoryCalls(clock),
    directory: new MemoryDirectory(clock),
    devices: realtime.devices,
    onRelayed: realtime.countRelayed,
    clock,
    logger,
    metrics: metrics.signaling,
  });
  const restored = services.calls.restore().catch((error: unknown) => {
    logger.error({ err: error }, 'the calls from before the restart could not be read');
  });
  realtime.serve(services, restored);
  const signaling = { realtime, services };
  const { accounts, recovery, sessions } = createAccountServices({
    config,
    storage,
    authenticator,
    devices: connectedDevices(services),
    clock,
    passwordCost,
  });
  const { registration } = config;
  await addRoutes(app, {
    config,
    handlers: createHandlers({
      accounts,
      recovery,
      sessions,
      registration,
      version: serverVersion,
      clock,
    }),
    authenticator,
    networkOf,
    metrics,
    clock,
    check: () => storage.check(),
  });

  let url: string;
  try {
    url = await listen(app, config);
  } catch (error) {
    await stopSignaling(signaling);
    await app.close();
    throw error;
  }
  const stopSweeping = sweepRegularly({ storage, sessions, clock }, (error) =>
    logger.error({ err: error }, 'the sweep of expired sessions failed'),
  );
  const reload = (): void => {
    if (certificate !== null) certificate.reload(app.server as HttpsServer, logger);
  };
  const stopWatching = certificate?.watch(clock, reload);
  let closed: Promise<void> | null = null;
  return {
    url,
    logger,
    reload,
    close() {
      stopSweeping();
      stopWatching?.();
      closed ??= shutDown({ app, signaling, storage, upgraded, graceMs: config.shutdownS * 1000 });
      return closed;
    },
  };
}

async function openStorage({ dataDir }: ServerConfig, logger: Logger): Promise<Storage> {
  for (const warning of prepareDataFolder(dataDir)) logger.warn(warning);
  try {
    return await openSqliteStorage(databaseFile(dataDir), {
      onLost: (error) =>
        logger.error({ err: error }, 'the storage thread has ended and is started again'),
    });
  } catch (error) {
    throw StartupError.data(error, dataDir);
  }
}

function signalingConfig(config: ServerConfig): SignalingConfig {
  const { stunUrls, turnUrls, turnSecret, turnTtlS } = config;
  return {
    ice: { stunUrls, turnUrls, turnSecret, turnTtlS },
    deviceGoneMs: config.deviceGoneS * 1000,
    openCallsPerAccount: config.callsPerAccount,
    contactsPerAccount: config.contactsPerAccount,
  };
}

function realtimeConfig(config: ServerConfig): RealtimeConfig {
  return {
    deviceGoneMs: config.deviceGoneS * 1000,
    limits: {
      requestsPerSecondPerSocket: config.requestsPerSocket,
      requestsPerSecondPerAddress: config.requestsPerAddress,
      introductionsPerMinute: config.introductionsPerAccount,
      connectionsPerAddress: config.connectionsPerAddress,
      socketsPerAccount: config.socketsPerAccount,
    },
  };
}

async function listen(app: FastifyInstance, config: ServerConfig): Promise<string> {
  const { host, port } = config;
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw StartupError.address(error, host, port);
  }
  const { port: actual } = app.server.address() as AddressInfo;
  return `${config.tlsCert === null ? 'http' : 'https'}://${nameOf(host)}:${actual}`;
}

/** The host name to use in a URL for a listen address. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

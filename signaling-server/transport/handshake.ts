import {
  type AckCode,
  handshake,
  parse,
  type Refusal,
  supportedVersions,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import { refuse } from '../domain/refusals.ts';
import type { Registrar } from '../domain/registrar.ts';
import type { ClientConnection } from './client-connection.ts';
import type { Limiter } from './limiter.ts';
import type { DeviceSocket, RealtimeDependencies, SocketData } from './types.ts';
import type { Upgrades } from './upgrades.ts';

interface Dependencies
  extends Pick<RealtimeDependencies, 'clock' | 'config' | 'logger' | 'sessions'> {
  readonly limiter: Limiter;
  readonly registrar: Registrar;
  readonly upgrades: Upgrades;
  /** Resolves when the server has restored the calls from before a restart. */
  readonly ready: Promise<void>;
  /** Whether the server is stopping. */
  readonly isClosing: () => boolean;
}

type Next = (error?: Error) => void;

/** How long a device waits before it reconnects to a server that is stopping. */
const restartMs = 1_000;

/**
 * A Socket.IO middleware: accepts sockets of devices with a session, and refuses others. The
 * refusal is `connect_error.data`.
 */
export function handshakeMiddleware(dependencies: Dependencies) {
  return (socket: DeviceSocket, next: Next): void => {
    const client = dependencies.upgrades.of(socket.conn);
    if (!client.beginHandshake()) {
      client.destroy();
      // Socket.IO keeps a socket in memory until its middleware has called `next`.
      next(new HandshakeRefused(refuse('malformed', 'one handshake for each connection')));
      return;
    }
    void settle(dependencies, socket, client, next);
  };
}

async function settle(
  dependencies: Dependencies,
  socket: DeviceSocket,
  client: ClientConnection,
  next: Next,
): Promise<void> {
  const refusal = await admit(dependencies, socket, client.network).catch((error: unknown) => {
    dependencies.logger.error({ err: error }, 'handshake failed');
    return refuse('internal');
  });
  if (refusal === null) {
    next();
    return;
  }
  client.refused();
  next(new HandshakeRefused(refusal));
}

async function admit(
  dependencies: Dependencies,
  socket: DeviceSocket,
  network: string,
): Promise<Refusal | null> {
  const { clock, config, limiter, ready, registrar, sessions } = dependencies;
  const waitMs = limiter.handshake(network, clock.now());
  if (waitMs > 0) return { ok: false, code: 'rate-limited', retryAfterMs: waitMs };
  const read = readHandshake(socket.handshake.auth);
  if (!read.ok) return read.refusal;
  await ready;
  if (dependencies.isClosing()) {
    return { ok: false, code: 'rate-limited', retryAfterMs: restartMs };
  }
  const { token, deviceId } = read.value;
  const session = await sessions.authenticate(token, deviceId);
  if (session === null) return refuse('unauthenticated' satisfies AckCode);
  const device = { account: session.account, device: session.device.id };
  if ((await registrar.othersConnected(device)) >= config.limits.socketsPerAccount) {
    return refuse('limit-reached', 'sockets of the account');
  }
  if (socket.recovered) return resumed(socket, device);
  socket.data = { device };
  return null;
}

/** Only the device of a lost socket may resume it. */
function resumed(socket: DeviceSocket, device: SocketData['device']): Refusal | null {
  const before = socket.data.device;
  const same = before.account === device.account && before.device === device.device;
  return same ? null : refuse('unauthenticated');
}

const versionOnly = v.object({ protocolVersion: handshake.entries.protocolVersion });

/** The content of a handshake, or the refusal. */
export type ReadHandshake =
  | { readonly ok: true; readonly value: v.InferOutput<typeof handshake> }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Parses Socket.IO's `auth`. The version is checked first, so that a device with another version
 * gets `unsupported-version` and not an error about its fields.
 */
export function readHandshake(auth: unknown): ReadHandshake {
  const version = parse(versionOnly, auth);
  if (!version.ok) return refused('malformed', version.issue);
  if (!supportedVersions.includes(version.value.protocolVersion)) {
    const versions = supportedVersions;
    return { ok: false, refusal: { ok: false, code: 'unsupported-version', versions } };
  }
  const parsed = parse(handshake, auth);
  return parsed.ok ? parsed : refused('malformed', parsed.issue);
}

function refused(code: AckCode, detail: string): ReadHandshake {
  return { ok: false, refusal: refuse(code, detail) };
}

/** The error of a refused handshake: `connect_error.data` is the refusal. */
export class HandshakeRefused extends Error {
  readonly data: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'HandshakeRefused';
    this.data = refusal;
  }
}

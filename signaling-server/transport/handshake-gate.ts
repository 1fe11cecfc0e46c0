import type { AckCode, Refusal } from '@tatap/protocol/signaling';
import { refuse } from '../domain/refusals.ts';
import type { Registrar } from '../domain/registrar.ts';
import { HandshakeRefused, readHandshake } from './handshake.ts';
import type { Limiter } from './limiter.ts';
import type { Link } from './link.ts';
import type { DeviceSocket, RealtimeDependencies, SocketData } from './types.ts';
import type { Upgrades } from './upgrades.ts';

interface Dependencies
  extends Pick<RealtimeDependencies, 'clock' | 'config' | 'logger' | 'sessions'> {
  readonly limiter: Limiter;
  readonly registrar: Registrar;
  readonly upgrades: Upgrades;
  /** Resolves when the server has taken up the calls that ran before it was restarted. */
  readonly ready: Promise<void>;
  /** Whether the server is about to stop. */
  readonly isClosing: () => boolean;
}

type Next = (error?: Error) => void;

/** How long a device should wait that meets a server which is stopping. */
const restartMs = 1_000;

/**
 * Socket.IO's middleware: lets in sockets of devices with a session and refuses the others, with a
 * refusal as `connect_error.data`.
 */
export function handshakeGate(dependencies: Dependencies) {
  return (socket: DeviceSocket, next: Next): void => {
    const link = dependencies.upgrades.of(socket.conn);
    if (!link.greet()) {
      link.cut();
      // Socket.IO keeps a socket until its middlewares have decided.
      next(new HandshakeRefused(refuse('malformed', 'one handshake for each connection')));
      return;
    }
    void settle(dependencies, socket, link, next);
  };
}

async function settle(
  dependencies: Dependencies,
  socket: DeviceSocket,
  link: Link,
  next: Next,
): Promise<void> {
  const refusal = await admit(dependencies, socket, link.network).catch((error: unknown) => {
    dependencies.logger.error({ err: error }, 'handshake failed');
    return refuse('internal');
  });
  if (refusal === null) {
    next();
    return;
  }
  link.refused();
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

/** Whoever resumes a socket must be the device that it was. */
function resumed(socket: DeviceSocket, device: SocketData['device']): Refusal | null {
  const before = socket.data.device;
  const same = before.account === device.account && before.device === device.device;
  return same ? null : refuse('unauthenticated');
}

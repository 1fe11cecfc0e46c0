import type { ReadonlySignal } from '@preact/signals-core';
import { assertNever, type IceConfiguration, protocolVersion } from '@tatap/protocol/signaling';
import type { SessionSnapshot } from '../account/model.ts';
import type { Clock } from '../clock.ts';
import type { FailureCode } from '../result.ts';
import type { Scope } from '../scope.ts';
import { withDeadline } from './deadline.ts';
import type { Finding, Kind } from './model.ts';
import type { SetupPorts, SetupServer } from './ports.ts';

/** A clock that is off by more than this is told: short-lived credentials end before they begin. */
const skewToleranceMs = 2 * 60_000;

/** Server and session side by side; with the relays after them, the whole check stays under 10 s. */
const answerMs = 4_000;

/** Asks the server what it is, over HTTP. */
export function checkServer(ports: SetupPorts, scope: Scope): Promise<Finding<'server'>> {
  const { server, clock, log } = ports;
  return withDeadline<Finding<'server'>>(
    { clock, log, scope, ms: answerMs },
    () => askServer(server, clock),
    () => ({ kind: 'no-answer' }),
  );
}

async function askServer(server: SetupServer, clock: Clock): Promise<Finding<'server'>> {
  if (!server.isInNetwork()) return { kind: 'offline' };
  const askedAt = clock.now();
  const answer = await server.http.request('serverInfo', { serverUrl: server.url() }, {});
  const tookMs = clock.now() - askedAt;
  if (!answer.ok) return { kind: serverFault(answer.code) };
  const { version, protocolVersions, serverTime } = answer;
  if (!protocolVersions.includes(protocolVersion)) {
    const isNewer = protocolVersions.some((spoken) => spoken > protocolVersion);
    return { kind: isNewer ? 'app-too-old' : 'server-too-old', version };
  }
  // The server read its clock about half-way between question and answer.
  const skewMs = serverTime === undefined ? 0 : serverTime - (askedAt + tookMs / 2);
  if (Math.abs(skewMs) > skewToleranceMs) return { kind: 'clock-off', version, skewMs };
  return { kind: 'reached', version, answerMs: tookMs };
}

function serverFault(code: FailureCode): Kind<'server'> {
  switch (code) {
    case 'unreachable':
    case 'bad-certificate':
    case 'not-a-server':
      return code;
    case 'timeout':
      return 'no-answer';
    default:
      return 'in-trouble';
  }
}

/** What the session is good for; `ice` where it told the STUN and TURN servers. */
export interface SessionCheck {
  readonly finding: Finding<'session'>;
  readonly ice: IceConfiguration | null;
}

/** Waits for the session's socket, trying at once where it is out, and asks something over it. */
export function checkSession(ports: SetupPorts, scope: Scope): Promise<SessionCheck> {
  const { server, clock, log } = ports;
  return withDeadline<SessionCheck>(
    { clock, log, scope, ms: answerMs },
    (waiting) => askOverSession(server, clock, waiting),
    () => ({ finding: { kind: 'no-connection' }, ice: null }),
  );
}

async function askOverSession(
  server: SetupServer,
  clock: Clock,
  scope: Scope,
): Promise<SessionCheck> {
  const before = server.session.peek();
  if (before.phase === 'signed-in' && before.connection.state === 'offline') server.reconnect();
  const standing = await settled(server.session, scope);
  if (standing !== 'online') return { finding: { kind: standing }, ice: null };
  const askedAt = clock.now();
  const answer = await server.refreshIce();
  if (!answer.ok) return { finding: { kind: 'no-answer' }, ice: null };
  const { iceServers, expiresAt } = answer;
  return {
    finding: { kind: 'answered', answerMs: clock.now() - askedAt },
    ice: { iceServers, expiresAt },
  };
}

type Standing = 'online' | 'signed-out' | 'replaced' | 'no-connection';

/** How the session stands; `null` while that is not decided. */
function standingOf(session: SessionSnapshot): Standing | null {
  switch (session.phase) {
    case 'starting':
      return null;
    case 'signed-out':
      return 'signed-out';
    case 'signed-in':
      break;
    default:
      return assertNever(session);
  }
  const { state } = session.connection;
  switch (state) {
    case 'connecting':
      return null;
    case 'online':
    case 'replaced':
      return state;
    case 'offline':
    case 'incompatible':
      return 'no-connection';
    default:
      return assertNever(state);
  }
}

function settled(session: ReadonlySignal<SessionSnapshot>, scope: Scope): Promise<Standing> {
  return new Promise((resolve) => {
    scope.own(
      session.subscribe((now) => {
        const standing = standingOf(now);
        if (standing !== null) resolve(standing);
      }),
    );
  });
}

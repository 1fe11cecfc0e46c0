import type { ReadonlySignal } from '@preact/signals-core';
import { assertNever, type IceConfiguration, protocolVersion } from '@tatap/protocol/signaling';
import type { SessionSnapshot } from '../account/model.ts';
import type { Clock } from '../clock.ts';
import type { FailureCode } from '../result.ts';
import type { Scope } from '../scope.ts';
import type { ServerFault, ServerFinding, SessionFinding } from './findings.ts';
import type { SetupServer } from './ports.ts';

/** A clock that is off by more than this is told: short-lived credentials end before they begin. */
const skewToleranceMs = 2 * 60_000;

/** Asks the server what it is, over HTTP. */
export async function checkServer(server: SetupServer, clock: Clock): Promise<ServerFinding> {
  if (!server.isInNetwork()) return { kind: 'offline' };
  const askedAt = clock.now();
  const answer = await server.http.request('serverInfo', { serverUrl: server.url() }, {});
  const answerMs = clock.now() - askedAt;
  if (!answer.ok) return { kind: serverFault(answer.code) };
  const { version, protocolVersions, serverTime } = answer;
  if (!protocolVersions.includes(protocolVersion)) {
    const isNewer = protocolVersions.some((spoken) => spoken > protocolVersion);
    return { kind: isNewer ? 'app-too-old' : 'server-too-old', version };
  }
  // The server read its clock about half-way between question and answer.
  const skewMs = serverTime === undefined ? 0 : serverTime - (askedAt + answerMs / 2);
  if (Math.abs(skewMs) > skewToleranceMs) return { kind: 'clock-off', version, skewMs };
  return { kind: 'reached', version, answerMs };
}

function serverFault(code: FailureCode): ServerFault {
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
  readonly finding: SessionFinding;
  readonly ice: IceConfiguration | null;
}

/** Waits for the session's socket, trying at once where it is out, and asks something over it. */
export async function checkSession(
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

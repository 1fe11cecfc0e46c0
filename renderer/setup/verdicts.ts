import {
  type Finding,
  type Findings,
  iceFaults,
  type RelayStep,
  relaySteps,
  type StepId,
  steps,
  type Verdict,
} from './model.ts';

const isRelay = (step: StepId): step is RelayStep => relaySteps.some((relay) => relay === step);

/** Whether any TURN server let itself be used. */
function hasRelay(findings: Findings): boolean {
  return relaySteps.some((step) => findings[step]?.kind === 'relayed');
}

/**
 * How bad the finding of a step is, given the others: a way to the other side that is closed is a
 * failure only where no relay is open.
 */
export function verdictOf(step: StepId, finding: Finding, findings: Findings): Verdict {
  const kinds: Readonly<Record<string, Verdict>> = steps[step];
  const verdict = kinds[finding.kind] ?? 'failed';
  const hasOthers = step === 'stun' || isRelay(step);
  return verdict === 'failed' && hasOthers && hasRelay(findings) ? 'warning' : verdict;
}

/**
 * Puts in what only several steps together tell. A finding whose meaning hangs on a step that is
 * still out is left out until then.
 */
export function assess(raw: Findings): Findings {
  return {
    ...raw,
    session: assessSession(raw),
    stun: isIceFault(raw.stun?.kind) ? assessStun(raw) : raw.stun,
    'turn-udp': assessRelay(raw, 'turn-udp'),
    'turn-tcp': assessRelay(raw, 'turn-tcp'),
    'turn-tls': assessRelay(raw, 'turn-tls'),
    loopback: assessLoopback(raw),
  };
}

function assessSession({ server, session }: Findings): Findings['session'] {
  if (session?.kind !== 'no-connection') return session;
  if (server === undefined) return undefined;
  const speaks = server.kind === 'reached' || server.kind === 'clock-off';
  return { kind: speaks ? 'socket-blocked' : 'not-checked' };
}

function assessLoopback({ server, loopback }: Findings): Findings['loopback'] {
  if (loopback?.kind !== 'not-connected') return loopback;
  if (server === undefined) return undefined;
  return server.kind === 'offline' ? { kind: 'not-checked' } : loopback;
}

function assessStun(raw: Findings): Findings['stun'] {
  if (!relaysKnown(raw)) return undefined;
  return isUdpBlocked(raw) && raw.stun?.kind === 'no-answer' ? { kind: 'udp-blocked' } : raw.stun;
}

function assessRelay(raw: Findings, step: RelayStep): Findings[RelayStep] {
  const finding = raw[step];
  // A relay that works is good by itself; the others are told when all are known.
  if (finding === undefined || finding.kind === 'relayed') return finding;
  if (!relaysKnown(raw)) return undefined;
  if (relaySteps.every((relay) => raw[relay]?.kind === 'not-offered')) return { kind: 'no-relay' };
  const isSilent = step === 'turn-udp' && finding.kind === 'no-answer';
  return isSilent && isUdpBlocked(raw) ? { kind: 'udp-blocked' } : finding;
}

const relaysKnown = (raw: Findings): boolean => relaySteps.every((step) => raw[step] !== undefined);

/** UDP is swallowed and TCP is not. Where no relay takes UDP, STUN's silence has to say it. */
function isUdpBlocked(raw: Findings): boolean {
  const tcpWorks = raw['turn-tcp']?.kind === 'relayed' || raw['turn-tls']?.kind === 'relayed';
  const udp = raw['turn-udp']?.kind;
  const silent = udp === 'no-answer' || (udp === 'not-offered' && raw.stun?.kind === 'no-answer');
  return tcpWorks && silent;
}

function isIceFault(kind: string | undefined): boolean {
  return kind !== undefined && kind in iceFaults;
}

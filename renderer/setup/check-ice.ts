import type { IceConfiguration } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Scope } from '../scope.ts';
import { withDeadline } from './deadline.ts';
import type { Finding, RelayStep } from './model.ts';
import type { IceAddress, IceOutcome, IceProbePort } from './ports.ts';

/** Servers answer within a round trip; a lost packet is sent again after 0.5 s and 1.5 s. */
const answerMs = 4_000;

/** How long a port that is asked without TLS may say nothing before it counts as open. */
const openPortMs = 1_000;

/** RFC 8489, section 14.8: the credentials are not accepted. */
const unauthenticated = 401;

/** The addresses of each kind, one by one, so that each is tried alone. */
export type IceAddresses = Readonly<Record<'stun' | RelayStep, readonly IceAddress[]>>;

/** Sorts `iceServers` by scheme and transport (RFC 7064, RFC 7065); TURN's default is UDP. */
export function sortAddresses({ iceServers }: IceConfiguration): IceAddresses {
  const sorted: Record<'stun' | RelayStep, IceAddress[]> = {
    stun: [],
    'turn-udp': [],
    'turn-tcp': [],
    'turn-tls': [],
  };
  for (const { urls, username, credential } of iceServers) {
    for (const url of urls) sorted[kindOf(url)].push({ url, username, credential });
  }
  return sorted;
}

function kindOf(url: string): 'stun' | RelayStep {
  if (/^stuns?:/i.test(url)) return 'stun';
  if (/^turns:/i.test(url)) return 'turn-tls';
  return /[?&]transport=tcp\b/i.test(url) ? 'turn-tcp' : 'turn-udp';
}

export interface IceTools {
  readonly probe: IceProbePort;
  readonly clock: Clock;
  readonly log: Logger;
  readonly scope: Scope;
}

/** An outcome, or none in time. */
type Attempt = IceOutcome | { readonly kind: 'silent' };

/** Asks every STUN server for this machine's address; one answer is enough. */
export async function checkStun(
  addresses: readonly IceAddress[],
  tools: IceTools,
): Promise<Finding<'stun'>> {
  const { clock } = tools;
  const askedAt = clock.now();
  const attempt = await firstToWork(
    addresses.map((address) => gather(address, 'stun', answerMs, tools)),
  );
  switch (attempt?.kind) {
    case undefined:
      return { kind: 'not-offered' };
    case 'found':
      return { kind: 'answered', answerMs: clock.now() - askedAt };
    case 'unknown-host':
      return { kind: 'unknown-host' };
    case 'silent':
      return { kind: 'no-answer' };
    case 'refused':
    case 'unreachable':
      return { kind: 'unreachable' };
  }
}

/** Asks every TURN server of one transport for a relayed address; one is enough. */
export async function checkRelay(
  step: RelayStep,
  addresses: readonly IceAddress[],
  expiresAt: number | null,
  tools: IceTools,
): Promise<Finding<RelayStep>> {
  const { clock } = tools;
  const askedAt = clock.now();
  const attempt = await firstToWork(
    addresses.map((address) => gather(address, 'relay', answerMs, tools)),
  );
  switch (attempt?.kind) {
    case undefined:
      return { kind: 'not-offered' };
    case 'found':
      return { kind: 'relayed', answerMs: clock.now() - askedAt };
    case 'refused':
      return refusal(attempt.code, expiresAt, clock);
    case 'unknown-host':
      return { kind: 'unknown-host' };
    case 'silent':
      return { kind: 'no-answer' };
    case 'unreachable': {
      const failsInTls = step === 'turn-tls' && (await isAnyOpen(addresses, tools));
      return { kind: failsInTls ? 'certificate' : 'unreachable' };
    }
  }
}

function refusal(code: number, expiresAt: number | null, clock: Clock): Finding<RelayStep> {
  if (code !== unauthenticated) return { kind: 'refused', code };
  const isOver = expiresAt !== null && expiresAt <= clock.now();
  return { kind: isOver ? 'credentials-expired' : 'credentials-refused' };
}

function gather(
  address: IceAddress,
  wanted: 'stun' | 'relay',
  ms: number,
  { probe, clock, log, scope }: IceTools,
): Promise<Attempt> {
  return withDeadline<Attempt>(
    { clock, log, scope, ms },
    (gathering) => probe.gather(gathering, address, wanted),
    () => ({ kind: 'silent' }),
  );
}

/** The more it says of the cause, the further in front. */
const tellingOrder: readonly Attempt['kind'][] = [
  'refused',
  'unknown-host',
  'unreachable',
  'silent',
];

/** The first that works, else the one that tells most; `null` where there was nothing to try. */
function firstToWork(attempts: readonly Promise<Attempt>[]): Promise<Attempt | null> {
  return new Promise((resolve) => {
    for (const attempt of attempts) {
      void attempt.then((one) => {
        if (one.kind === 'found') resolve(one);
      });
    }
    const rank = ({ kind }: Attempt) => tellingOrder.indexOf(kind);
    void Promise.all(attempts).then((all) => {
      resolve(all.toSorted((a, b) => rank(a) - rank(b))[0] ?? null);
    });
  });
}

/**
 * Whether something listens where TLS failed. Browsers say "failed to connect" of a closed port and
 * of a refused certificate alike; but without TLS a closed port still fails at once, and an open
 * one answers or waits.
 */
async function isAnyOpen(addresses: readonly IceAddress[], tools: IceTools): Promise<boolean> {
  const attempts = await Promise.all(
    addresses.map((address) => gather(withoutTls(address), 'relay', openPortMs, tools)),
  );
  return attempts.some(({ kind }) => kind !== 'unreachable' && kind !== 'unknown-host');
}

/** The same host and port over plain TCP; `turns:` means port 5349 where it names none. */
function withoutTls(address: IceAddress): IceAddress {
  const [, host = '', port = '5349'] =
    /^turns:(\[[^\]]*\]|[^:?]*)(?::(\d+))?/i.exec(address.url) ?? [];
  return { ...address, url: `turn:${host}:${port}?transport=tcp` };
}

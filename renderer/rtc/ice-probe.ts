import type { Scope } from '../scope.ts';
import type { IceAddress, IceOutcome, IceProbePort } from '../setup/ports.ts';

export interface IceProbeOptions {
  createConnection(configuration: RTCConfiguration): RTCPeerConnection;
}

/** "STUN or TURN server could not be reached" (W3C WebRTC, section 4.8.2). */
const unreachableCode = 701;

/** What one gathering has brought so far. */
interface Gathered {
  /** Sockets that a STUN server could be asked from. */
  udpHosts: number;
  /** What was said of each socket that got nowhere. */
  readonly failures: string[];
}

/**
 * Tries one STUN or TURN address with a peer connection of its own that knows no other. Chromium
 * reports 701 for each socket that got nowhere, also beside others that got through.
 */
export class IceProbe implements IceProbePort {
  readonly #options: IceProbeOptions;

  constructor(options: IceProbeOptions) {
    this.#options = options;
  }

  gather(scope: Scope, address: IceAddress, wanted: 'stun' | 'relay'): Promise<IceOutcome> {
    const connection = this.#options.createConnection(configurationOf(address, wanted));
    scope.own(() => connection.close());
    const ended = new AbortController();
    scope.own(() => ended.abort());
    const { signal } = ended;
    const gathered: Gathered = { udpHosts: 0, failures: [] };

    return new Promise((resolve, reject) => {
      connection.addEventListener(
        'icecandidate',
        ({ candidate }) => {
          // The end of candidates comes as an empty one, or none.
          const text = candidate?.candidate ?? '';
          if (text === '') return;
          if (isWanted(text, wanted)) resolve({ kind: 'found' });
          if (/ udp .* typ host/i.test(text)) gathered.udpHosts += 1;
        },
        { signal },
      );
      connection.addEventListener(
        'icecandidateerror',
        ({ errorCode, errorText }) => {
          if (errorCode === unreachableCode) gathered.failures.push(errorText);
          else resolve({ kind: 'refused', code: errorCode });
        },
        { signal },
      );
      connection.addEventListener(
        'icegatheringstatechange',
        () => {
          if (connection.iceGatheringState === 'complete') resolve(conclude(gathered, wanted));
        },
        { signal },
      );
      // Something to gather for.
      connection.createDataChannel('probe');
      connection.setLocalDescription().catch(reject);
    });
  }
}

function configurationOf(
  { url, username, credential }: IceAddress,
  wanted: 'stun' | 'relay',
): RTCConfiguration {
  const server: RTCIceServer = { urls: url };
  if (username !== undefined) server.username = username;
  if (credential !== undefined) server.credential = credential;
  return { iceServers: [server], iceTransportPolicy: wanted === 'relay' ? 'relay' : 'all' };
}

function isWanted(candidate: string, wanted: 'stun' | 'relay'): boolean {
  return candidate.includes(wanted === 'relay' ? ' typ relay' : ' typ srflx');
}

/**
 * What a gathering that is over without the wanted candidate means. A STUN server that answers with
 * an address the machine has itself yields no candidate and no failure either (RFC 8445, section
 * 5.1.3: redundant ones are left out); a silent one keeps the gathering open.
 */
function conclude({ udpHosts, failures }: Gathered, wanted: 'stun' | 'relay'): IceOutcome {
  if (wanted === 'stun' && udpHosts > failures.length) return { kind: 'found' };
  const isUnknown = failures.some((text) => /host lookup/i.test(text));
  return { kind: isUnknown ? 'unknown-host' : 'unreachable' };
}

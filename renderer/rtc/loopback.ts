import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Scope } from '../scope.ts';
import type { LoopbackPort, LoopbackSign } from '../setup/ports.ts';

/** Fine enough for a figure in tenths of a second. */
const lookEveryMs = 100;

export interface LoopbackOptions {
  readonly clock: Clock;
  readonly log: Logger;
  createConnection(configuration: RTCConfiguration): RTCPeerConnection;
}

/** A call between two peer connections of this page: everything of a call but the network. */
export class Loopback implements LoopbackPort {
  readonly #options: LoopbackOptions;

  constructor(options: LoopbackOptions) {
    this.#options = options;
  }

  call(
    scope: Scope,
    tracks: readonly MediaStreamTrack[],
    tell: (sign: LoopbackSign) => void,
  ): void {
    const { log } = this.#options;
    const caller = this.#open(scope);
    const callee = this.#open(scope);
    for (const track of tracks) caller.addTrack(track);
    // What breaks shows as a call that does not connect.
    connect(caller, callee).catch((cause: unknown) => log.warn('loopback broke', { cause }));
    this.#look(scope, callee, tell);
  }

  #open(scope: Scope): RTCPeerConnection {
    const connection = this.#options.createConnection({});
    scope.own(() => connection.close());
    return connection;
  }

  #look(scope: Scope, callee: RTCPeerConnection, tell: (sign: LoopbackSign) => void): void {
    const { clock, log } = this.#options;
    let cancel = () => {};
    scope.own(() => cancel());
    const look = async () => {
      const stats = await callee.getStats();
      if (callee.signalingState === 'closed') return;
      tell(signOf(callee.connectionState === 'connected', stats));
      again();
    };
    const again = () => {
      cancel = clock.after(lookEveryMs, () => {
        look().catch((cause: unknown) => log.warn('loopback not measured', { cause }));
      });
    };
    again();
  }
}

async function connect(caller: RTCPeerConnection, callee: RTCPeerConnection): Promise<void> {
  // Candidates go over once both sides have their descriptions, and from then on as they come.
  const described = Promise.withResolvers<void>();
  for (const [from, to] of [
    [caller, callee],
    [callee, caller],
  ] as const) {
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null) return;
      // One that comes when the call is over is refused, and nobody misses it.
      void described.promise.then(() => to.addIceCandidate(candidate)).catch(() => undefined);
    });
  }
  await caller.setLocalDescription();
  if (caller.localDescription === null) throw new Error('no offer');
  await callee.setRemoteDescription(caller.localDescription);
  await callee.setLocalDescription();
  if (callee.localDescription === null) throw new Error('no answer');
  await caller.setRemoteDescription(callee.localDescription);
  described.resolve();
}

/** W3C WebRTC Statistics, section 7.1: `inbound-rtp`. */
function signOf(connected: boolean, stats: RTCStatsReport): LoopbackSign {
  let framesDecoded = 0;
  let soundPackets = 0;
  for (const entry of stats.values() as Iterable<RTCStats & Partial<RTCInboundRtpStreamStats>>) {
    if (entry.type !== 'inbound-rtp') continue;
    if (entry.kind === 'video') framesDecoded += entry.framesDecoded ?? 0;
    else soundPackets += entry.packetsReceived ?? 0;
  }
  return { connected, framesDecoded, soundPackets };
}

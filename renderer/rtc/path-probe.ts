import { pathChannel } from '@tatap/protocol/control';
import type { Clock } from '../clock.ts';

/** What is answered at once needs the processor for other things. */
const beginAfterMs = 250;
/** A train of the slowest line that carries a picture has passed before the next one begins. */
const trainEveryMs = 150;
/** So long after its last packet no more is expected. */
const patienceMs = 300;
/** SCTP, DTLS, UDP and IPv4 around a packet (RFC 9260, 9147, 768, 791). */
const headerBytes = 28 + 29 + 8 + 20;
/** What is faster cannot be told from it, and need not be. */
const fastestBps = 100_000_000;

export interface PathProbeOptions {
  readonly connection: RTCPeerConnection;
  readonly clock: Clock;
  /** What the way from the other side to this one bears, in bit/s. */
  onMeasured(capacityBps: number): void;
}

interface Arrival {
  readonly packet: number;
  readonly at: number;
}

/** First and last packet of a train that have come. */
interface Train {
  readonly first: Arrival;
  readonly last: Arrival;
}

/**
 * Measures what a path bears while nothing is sent over it: packets that leave back to back arrive
 * as far apart as the slowest line of the path sends them (the dispersion of a packet train; Dovrolis
 * et al., "Packet-Dispersion Techniques and a Capacity-Estimation Methodology", 2004). 24 kB each way.
 */
export class PathProbe {
  readonly #clock: Clock;
  readonly #channel: RTCDataChannel;
  readonly #onMeasured: (capacityBps: number) => void;
  readonly #trains = new Map<number, Train>();
  #cancelSending: () => void;
  #cancelWaiting = () => {};
  #state: 'measuring' | 'done' = 'measuring';

  /** Begins a moment later; the connection has to be up. */
  constructor({ connection, clock, onMeasured }: PathProbeOptions) {
    const { label, id, ordered, maxRetransmits } = pathChannel;
    const settings = { negotiated: true, id, ordered, maxRetransmits };
    this.#clock = clock;
    this.#onMeasured = onMeasured;
    this.#channel = connection.createDataChannel(label, settings);
    this.#channel.binaryType = 'arraybuffer';
    this.#channel.addEventListener('message', ({ data, timeStamp }) => this.#take(data, timeStamp));
    this.#cancelSending = clock.after(beginAfterMs, () => this.#sendTrain(0));
  }

  /** Sends and tells nothing more. Idempotent. */
  stop(): void {
    this.#state = 'done';
    this.#cancelSending();
    this.#cancelWaiting();
  }

  #sendTrain(train: number): void {
    // What has not left yet would only get longer.
    if (this.#channel.readyState === 'open' && this.#channel.bufferedAmount === 0) {
      const bytes = new Uint8Array(pathChannel.packetBytes);
      for (let packet = 0; packet < pathChannel.packetsOfTrain; packet += 1) {
        bytes.set([train, packet]);
        this.#channel.send(bytes);
      }
    }
    if (train + 1 === pathChannel.trains) return;
    this.#cancelSending = this.#clock.after(trainEveryMs, () => this.#sendTrain(train + 1));
  }

  #take(data: unknown, at: number): void {
    if (this.#state === 'done') return;
    if (!(data instanceof ArrayBuffer) || data.byteLength !== pathChannel.packetBytes) return;
    const [train = 0, packet = 0] = new Uint8Array(data);
    if (train >= pathChannel.trains || packet >= pathChannel.packetsOfTrain) return;
    const last = { packet, at };
    this.#trains.set(train, { first: this.#trains.get(train)?.first ?? last, last });
    this.#cancelWaiting();
    const isLast = train + 1 === pathChannel.trains && packet + 1 === pathChannel.packetsOfTrain;
    if (isLast) this.#tell();
    else this.#cancelWaiting = this.#clock.after(patienceMs, () => this.#tell());
  }

  #tell(): void {
    this.#state = 'done';
    const capacities = [...this.#trains.values()].flatMap((train) => capacityOf(train) ?? []);
    const middle = capacities.sort((a, b) => a - b)[Math.floor(capacities.length / 2)];
    if (middle !== undefined) this.#onMeasured(middle);
  }
}

/** `null` of a train of which too little has come, or out of order. */
function capacityOf({ first, last }: Train): number | null {
  const packets = last.packet - first.packet;
  if (packets <= 0) return null;
  const bits = packets * (pathChannel.packetBytes + headerBytes) * 8;
  return Math.min(fastestBps, (bits / (last.at - first.at)) * 1_000);
}

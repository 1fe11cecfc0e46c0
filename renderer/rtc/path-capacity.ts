import { everything, type Sending } from '../peers/peer-link-port.ts';
import type { RtcEnvironment } from './environment.ts';
import { packetTimeMs } from './packet-time.ts';
import type { PathProbe } from './path-probe.ts';
import type { SenderSettings } from './sdp.ts';

export interface PathCapacityOptions
  extends Pick<RtcEnvironment, 'clock' | 'log' | 'startBitrateKbps' | 'takesSettings'> {
  readonly connection: RTCPeerConnection;
  /** Tells the other side what the way to this one bears, in bit/s. */
  tell(capacityBps: number): void;
  /** The settings are others than were said with the last description. */
  onChanged(): void;
}

/**
 * What one link's path bears each way, as far as it was measured before anything was sent, and how
 * sound and picture are sent over it.
 */
export class PathCapacity {
  readonly #options: PathCapacityOptions;
  #probe: PathProbe | null = null;
  #state: 'empty' | 'used' = 'empty';
  #measured: 'not-yet' | 'begun' = 'not-yet';
  #bps: number | null = null;
  #sending = everything;
  #said: SenderSettings | null = null;

  constructor(options: PathCapacityOptions) {
    this.#options = options;
  }

  /** What the way to the other side bears, in bit/s; `null` while that is not known. */
  get bps(): number | null {
    return this.#bps;
  }

  /** Settings to be said with a description that is applied now. */
  settings(): SenderSettings {
    this.#said = this.#wanted();
    return this.#said;
  }

  /** The link is up: measures the way to this side, once, if nothing is sent yet. */
  measure(): void {
    if (this.#state === 'used' || this.#measured === 'begun') return;
    this.#measured = 'begun';
    const { connection, clock, log, tell } = this.#options;
    import('./path-probe.ts').then(
      ({ PathProbe: Probe }) => {
        if (this.#state === 'used') return;
        this.#probe = new Probe({ connection, clock, onMeasured: tell });
      },
      (cause) => log.warn('path not measured', { cause }),
    );
  }

  /** The other side tells what the way to it bears; what it tells again does not count. */
  told(bps: number): void {
    if (this.#state === 'used' || this.#bps !== null) return;
    this.#bps = bps;
    this.#review();
  }

  /** Sound and picture take the path from now on, or nothing ever will. Idempotent. */
  use(): void {
    this.#state = 'used';
    this.#probe?.stop();
  }

  /** From now on so much is sent. */
  setSending(sending: Sending): void {
    this.#sending = sending;
    this.#review();
  }

  /** In a running call the start bitrate stays: another one would have the estimate begin anew. */
  #wanted(): SenderSettings {
    const kept = this.#state === 'used' ? this.#said?.startBitrateKbps : undefined;
    const startBitrateKbps = kept ?? this.#options.startBitrateKbps(this.#bps);
    const path = { capacityBps: this.#bps, startBitrateKbps };
    return { startBitrateKbps, packetTimeMs: packetTimeMs(path, this.#sending) };
  }

  /** Before the first description there is nothing to be said again. */
  #review(): void {
    const said = this.#said;
    if (said === null || !this.#options.takesSettings) return;
    const { startBitrateKbps, packetTimeMs } = this.#wanted();
    if (said.startBitrateKbps !== startBitrateKbps || said.packetTimeMs !== packetTimeMs) {
      this.#options.onChanged();
    }
  }
}

import type { RtcEnvironment } from './environment.ts';
import type { PathProbe } from './path-probe.ts';

export interface PathCapacityOptions
  extends Pick<RtcEnvironment, 'clock' | 'log' | 'startBitrateKbps' | 'takesStartBitrate'> {
  readonly connection: RTCPeerConnection;
  /** Tells the other side what the way to this one bears, in bit/s. */
  tell(capacityBps: number): void;
  /** The encoder should begin elsewhere than was said with the last description. */
  onChanged(): void;
}

/** What one link's path bears each way, as far as it was measured before anything was sent. */
export class PathCapacity {
  readonly #options: PathCapacityOptions;
  #probe: PathProbe | null = null;
  #state: 'empty' | 'used' = 'empty';
  #measured: 'not-yet' | 'begun' = 'not-yet';
  #bps: number | null = null;
  #saidKbps: number | null = null;

  constructor(options: PathCapacityOptions) {
    this.#options = options;
  }

  /** What the way to the other side bears, in bit/s; `null` while that is not known. */
  get bps(): number | null {
    return this.#bps;
  }

  /**
   * Where the encoder begins, in kbit/s, to be said with a description that is applied now. In a
   * running call the same is said again: another one would have the estimate begin anew.
   */
  startBitrateKbps(): number {
    if (this.#state === 'empty' || this.#saidKbps === null) {
      this.#saidKbps = this.#options.startBitrateKbps(this.#bps);
    }
    return this.#saidKbps;
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
    const { startBitrateKbps, takesStartBitrate, onChanged } = this.#options;
    if (takesStartBitrate && startBitrateKbps(bps) !== this.#saidKbps) onChanged();
  }

  /** Sound and picture take the path from now on, or nothing ever will. Idempotent. */
  use(): void {
    this.#state = 'used';
    this.#probe?.stop();
  }
}

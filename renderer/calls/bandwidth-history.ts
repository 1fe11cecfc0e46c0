import { parse } from '@tatap/protocol/signaling';
import * as v from 'valibot';
import { KeptJson, type KeyValueStore } from '../key-value.ts';

/** Networks kept; those not used for longest go. */
const limit = 20;
/** A network changes its line sooner or later. */
const lastsMs = 30 * 24 * 60 * 60 * 1_000;
/** The first estimates of a call are the guess that it began with. */
const warmUp = 5;

const storeKey = 'paths';

const entry = v.object({
  /** A fingerprint of the network; says nothing to anybody else. */
  network: v.pipe(v.string(), v.maxLength(64)),
  bandwidthBps: v.pipe(v.number(), v.finite(), v.minValue(0)),
  at: v.number(),
});
type Entry = v.InferOutput<typeof entry>;

/** Collects what one call sees of its path. */
export interface PathWatch {
  estimated(bandwidthBps: number): void;
  /** Remembers what was seen, where it was enough to tell. */
  end(): void;
}

/**
 * What calls over the networks of this device could send, so that the next one begins well. Kept on
 * this device only, parsed when read, bounded, and forgotten after a month.
 */
export class BandwidthHistory {
  readonly #kept: KeptJson<readonly Entry[]>;
  readonly #now: () => number;
  /** The network that this device is in; `null` while that is not known. */
  #network: string | null = null;

  constructor(store: KeyValueStore, now: () => number) {
    this.#kept = new KeptJson(store, storeKey, entriesOf);
    this.#now = now;
  }

  /** Says which network this device is in; `null` after a change, until it is known. */
  entered(network: string | null): void {
    this.#network = network;
  }

  /**
   * What the path is expected to bear, in bit/s; `null` expects nothing. In a network that is not
   * known yet it may be the last one, which is worth being careful for, but not being bold.
   */
  expectedBps(cautiousBps: number): number | null {
    const entries = this.#read();
    const known = entries.find(({ network }) => network === this.#network);
    if (known !== undefined) return known.bandwidthBps;
    const [last] = entries;
    if (this.#network !== null || last === undefined) return null;
    return last.bandwidthBps < cautiousBps ? last.bandwidthBps : null;
  }

  watch(): PathWatch {
    let [sum, count] = [0, 0];
    return {
      estimated: (bandwidthBps) => {
        count += 1;
        if (count > warmUp) sum += bandwidthBps;
      },
      end: () => {
        const network = this.#network;
        if (network !== null && count > 2 * warmUp) this.#remember(network, sum / (count - warmUp));
      },
    };
  }

  /** New and old count the same, so that one bad evening is half forgotten after the next call. */
  #remember(network: string, seenBps: number): void {
    this.#kept.update((kept) => {
      const entries = this.#current(kept);
      const before = entries.find((one) => one.network === network);
      const bandwidthBps = before === undefined ? seenBps : (seenBps + before.bandwidthBps) / 2;
      const others = entries.filter((one) => one !== before);
      return [{ network, bandwidthBps, at: this.#now() }, ...others].slice(0, limit);
    });
  }

  /** The latest first. */
  #read(): readonly Entry[] {
    return this.#current(this.#kept.read());
  }

  #current(entries: readonly Entry[]): readonly Entry[] {
    return entries.filter(({ at }) => this.#now() - at < lastsMs && at <= this.#now());
  }
}

/** What cannot be read any more is left out, entry by entry. */
function entriesOf(kept: unknown): readonly Entry[] {
  if (!Array.isArray(kept)) return [];
  const entries = kept.flatMap((one) => {
    const parsed = parse(entry, one);
    return parsed.ok ? [parsed.value] : [];
  });
  return entries.slice(0, limit);
}

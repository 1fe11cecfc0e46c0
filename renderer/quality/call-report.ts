import type { CallId } from '@tatap/protocol/signaling';
import type { Path, ReceivedPicture, Sample, SentPicture } from './sample.ts';
import type { Cause, Level, Verdict } from './verdict.ts';

/** A number over a whole call. */
interface Range {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

interface PictureReport {
  readonly codec: string | null;
  readonly bitrateBps: Range;
  readonly framesPerSecond: Range;
  /** The last one. */
  readonly size: string | null;
}

interface SoundReport {
  readonly codec: string | null;
  readonly bitrateBps: Range;
}

/**
 * What a call was like, for the person to read and to send to whomever they like. It names nobody
 * and holds no address.
 */
export interface QualityReport {
  readonly callId: CallId;
  readonly seconds: number;
  /** Seconds shown at each level. */
  readonly levels: Readonly<Record<Level, number>>;
  /** Seconds shown for each cause, as in `loss.here`. */
  readonly causes: Readonly<Record<string, number>>;
  readonly paths: readonly Path[];
  readonly roundTripMs: Range | null;
  readonly availableBps: Range | null;
  readonly sending: {
    readonly loss: number | null;
    readonly sound: SoundReport | null;
    readonly camera: PictureReport | null;
    readonly screen: PictureReport | null;
  };
  readonly receiving: {
    readonly loss: number | null;
    readonly concealed: number | null;
    readonly freezes: number;
    readonly frozenMs: number;
    readonly sound: SoundReport | null;
    readonly camera: PictureReport | null;
    readonly screen: PictureReport | null;
  };
}

/** Collects a number as it comes. */
class Spread {
  #sum = 0;
  #count = 0;
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;

  add(value: number | null): void {
    if (value === null) return;
    this.#sum += value;
    this.#count += 1;
    this.#least = Math.min(this.#least, value);
    this.#most = Math.max(this.#most, value);
  }

  get mean(): number | null {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }

  get range(): Range | null {
    const { mean } = this;
    if (mean === null) return null;
    return {
      mean: Math.round(mean),
      least: Math.round(this.#least),
      most: Math.round(this.#most),
    };
  }
}

class Sound {
  readonly #bitrate = new Spread();
  #codec: string | null = null;

  add(sound: { readonly bitrateBps: number; readonly codec: string | null } | null): void {
    if (sound === null) return;
    this.#bitrate.add(sound.bitrateBps);
    this.#codec = sound.codec ?? this.#codec;
  }

  get report(): SoundReport | null {
    const bitrateBps = this.#bitrate.range;
    return bitrateBps === null ? null : { codec: this.#codec, bitrateBps };
  }
}

class Picture {
  readonly #sound = new Sound();
  readonly #fps = new Spread();
  #size: string | null = null;

  add(picture: SentPicture | ReceivedPicture | null): void {
    if (picture === null) return;
    this.#sound.add(picture);
    this.#fps.add(picture.framesPerSecond);
    if (picture.width !== null) this.#size = `${picture.width}x${picture.height}`;
  }

  get report(): PictureReport | null {
    const stream = this.#sound.report;
    const framesPerSecond = this.#fps.range;
    if (stream === null || framesPerSecond === null) return null;
    return { ...stream, framesPerSecond, size: this.#size };
  }
}

class Lost {
  #lost = 0;
  #expected = 0;

  add({ lost, expected }: Sample['sending']['loss']): void {
    this.#lost += lost;
    this.#expected += expected;
  }

  /** In thousandths. */
  get share(): number | null {
    if (this.#expected === 0) return null;
    return Math.round(Math.min(1, this.#lost / this.#expected) * 1_000) / 1_000;
  }
}

/** Collects one direction. */
class Direction {
  readonly #loss = new Lost();
  readonly #sound = new Sound();
  readonly #camera = new Picture();
  readonly #screen = new Picture();

  add({ loss, sound, camera, screen }: Sample['sending'] | Sample['receiving']): void {
    this.#loss.add(loss);
    this.#sound.add(sound);
    this.#camera.add(camera);
    this.#screen.add(screen);
  }

  get report() {
    return {
      loss: this.#loss.share,
      sound: this.#sound.report,
      camera: this.#camera.report,
      screen: this.#screen.report,
    };
  }
}

/** Collects the report of one call, over all of its links. */
export class CallTally {
  readonly callId: CallId;
  #seconds = 0;
  readonly #levels: Record<Level, number> = { good: 0, fair: 0, poor: 0 };
  readonly #causes: Record<string, number> = {};
  readonly #paths = new Map<string, Path>();
  readonly #roundTrip = new Spread();
  readonly #available = new Spread();
  readonly #concealed = new Spread();
  readonly #sending = new Direction();
  readonly #receiving = new Direction();
  #freezes = 0;
  #frozenMs = 0;

  constructor(callId: CallId) {
    this.callId = callId;
  }

  /** Takes one second and what was shown of it. */
  add({ path, roundTripMs, availableBps, sending, receiving }: Sample, verdict: Verdict): void {
    this.#seconds += 1;
    this.#levels[verdict.level] += 1;
    const cause = nameOf(verdict.cause);
    this.#causes[cause] = (this.#causes[cause] ?? 0) + 1;
    if (path !== null) this.#paths.set(JSON.stringify(path), path);
    this.#roundTrip.add(roundTripMs);
    this.#available.add(availableBps);
    this.#sending.add(sending);
    this.#receiving.add(receiving);
    this.#concealed.add(receiving.sound?.concealed ?? null);
    for (const picture of [receiving.camera, receiving.screen]) {
      this.#freezes += picture?.freezes ?? 0;
      this.#frozenMs += picture?.frozenMs ?? 0;
    }
  }

  get report(): QualityReport {
    const concealed = this.#concealed.mean;
    return {
      callId: this.callId,
      seconds: this.#seconds,
      levels: { ...this.#levels },
      causes: { ...this.#causes },
      paths: [...this.#paths.values()],
      roundTripMs: this.#roundTrip.range,
      availableBps: this.#available.range,
      sending: this.#sending.report,
      receiving: {
        ...this.#receiving.report,
        concealed: concealed === null ? null : Math.round(concealed * 1_000) / 1_000,
        freezes: this.#freezes,
        frozenMs: Math.round(this.#frozenMs),
      },
    };
  }
}

function nameOf(cause: Cause): string {
  return 'where' in cause ? `${cause.kind}.${cause.where}` : cause.kind;
}

/** The report as text to be copied. The call's own number is left out: it says who called whom. */
export function reportText({ callId: _, ...report }: QualityReport): string {
  return JSON.stringify(report, null, 2);
}

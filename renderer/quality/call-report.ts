import type { CallId } from '@tatap/protocol/signaling';
import type { Path, ReceivedPicture, Sample, SentPicture } from './sample.ts';
import type { Cause, Level, Verdict } from './verdict.ts';

/** A number over a whole call. */
interface Range {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

interface SoundReport {
  readonly codec: string | null;
  readonly bitrateBps: Range;
}

interface PictureReport extends SoundReport {
  readonly framesPerSecond: Range;
  /** The last one. */
  readonly size: string | null;
}

interface DirectionReport {
  /** Share of packets, 0 to 1. */
  readonly loss: number | null;
  readonly sound: SoundReport | null;
  readonly camera: PictureReport | null;
  readonly screen: PictureReport | null;
}

type SoundSample = NonNullable<Sample['sending']['sound'] | Sample['receiving']['sound']>;

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
  readonly sending: DirectionReport;
  readonly receiving: DirectionReport & {
    readonly concealed: number | null;
    readonly freezes: number;
    readonly frozenMs: number;
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

/** Collects one stream: sound, or a picture with its frames and size. */
class Stream {
  readonly #bitrate = new Spread();
  readonly #framesPerSecond = new Spread();
  #codec: string | null = null;
  #size: string | null = null;

  add(stream: SoundSample | SentPicture | ReceivedPicture | null): void {
    if (stream === null) return;
    this.#bitrate.add(stream.bitrateBps);
    this.#codec = stream.codec ?? this.#codec;
    if (!('framesPerSecond' in stream)) return;
    this.#framesPerSecond.add(stream.framesPerSecond);
    if (stream.width !== null) this.#size = `${stream.width}x${stream.height}`;
  }

  get sound(): SoundReport | null {
    const bitrateBps = this.#bitrate.range;
    return bitrateBps === null ? null : { codec: this.#codec, bitrateBps };
  }

  get picture(): PictureReport | null {
    const { sound } = this;
    const framesPerSecond = this.#framesPerSecond.range;
    if (sound === null || framesPerSecond === null) return null;
    return { ...sound, framesPerSecond, size: this.#size };
  }
}

/** Collects one direction. */
class Direction {
  #lost = 0;
  #expected = 0;
  readonly #sound = new Stream();
  readonly #camera = new Stream();
  readonly #screen = new Stream();

  add({ loss, sound, camera, screen }: Sample['sending'] | Sample['receiving']): void {
    this.#lost += loss.lost;
    this.#expected += loss.expected;
    this.#sound.add(sound);
    this.#camera.add(camera);
    this.#screen.add(screen);
  }

  get report(): DirectionReport {
    return {
      loss: this.#expected === 0 ? null : thousandths(Math.min(1, this.#lost / this.#expected)),
      sound: this.#sound.sound,
      camera: this.#camera.picture,
      screen: this.#screen.picture,
    };
  }
}

/** A share to three digits. */
const thousandths = (share: number): number => Math.round(share * 1_000) / 1_000;

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
        concealed: concealed === null ? null : thousandths(concealed),
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

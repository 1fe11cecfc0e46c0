import type { QualityView } from '@tatap/protocol/control';
import type { Clock } from '../clock.ts';
import { type Evidence, judge, median, symptomsOf, viewOf } from './judge.ts';
import { LineProbe } from './line-probe.ts';
import type { LineQuestion } from './line-test.ts';
import type { Ping, QualitySubject } from './ports.ts';
import { type Reading, readReport } from './report.ts';
import { hasArrivals, type Sample, sampleOf } from './sample.ts';
import { type SteadyVerdict, steady, steadyWell, type Verdict } from './verdict.ts';

const tickMs = 1_000;
/** What is judged at a time: long enough for a share of packets, short enough to tell of now. */
const windowSamples = 4;
/** The middle of so many decides how busy the computer is: one late second is nothing. */
const strainSamples = 5;
/** A computer that slept was not busy. */
const longestStrainMs = 2_000;
/** The other side is told every so many seconds. */
const tellEvery = 2;
/** What it said is believed for so long: on a full line messages are late, too. */
const peerLastsMs = 15_000;

export { CallTally } from './call-report.ts';

export interface WatchOptions {
  readonly clock: Clock;
  readonly ping: Ping;
  /** Whether the page is looked at: timers of one that is not are late by the browser's will. */
  attentive(): boolean;
  /** Told every second. */
  onSample(sample: Sample, verdict: Verdict): void;
}

/** Looks at a link once a second, judges, and tells the other side; returns the end. */
export function watchQuality(subject: QualitySubject, options: WatchOptions): () => void {
  const watch = new Watch(subject, options);
  return () => watch.end();
}

class Watch {
  readonly #subject: QualitySubject;
  readonly #options: WatchOptions;
  readonly #probe: LineProbe;
  readonly #forgetPeer: () => void;
  #cancel = () => {};
  #life: 'open' | 'ended' = 'open';
  #reading: Reading | null = null;
  /** Whether the last second brought anything: counters jump when a broken path is mended. */
  #arrivals: 'flowing' | 'none' = 'none';
  #samples: readonly Sample[] = [];
  #strains: readonly number[] = [];
  #verdict: SteadyVerdict = steadyWell;
  #peer: { readonly view: QualityView; readonly at: number } | null = null;
  #count = 0;
  /** The shortest round trip, and over which path. */
  #least: { readonly path: string; readonly roundTripMs: number } | null = null;

  constructor(subject: QualitySubject, options: WatchOptions) {
    const { clock, ping } = options;
    this.#subject = subject;
    this.#options = options;
    this.#probe = new LineProbe(clock, ping);
    this.#forgetPeer = subject.peer.subscribe((view) => {
      this.#peer = view === null ? null : { view, at: clock.now() };
    });
    this.#wait();
  }

  end(): void {
    this.#life = 'ended';
    this.#cancel();
    this.#forgetPeer();
    this.#probe.close();
  }

  #wait(): void {
    const { clock } = this.#options;
    const dueAt = clock.now() + tickMs;
    this.#cancel = clock.after(tickMs, () => void this.#look(dueAt));
  }

  async #look(dueAt: number): Promise<void> {
    const { clock, attentive } = this.#options;
    const beganAt = clock.now();
    const entries = await this.#subject.link.stats();
    if (this.#life === 'ended') return;
    const at = clock.now();
    const lateMs = Math.max(0, beganAt - dueAt) + (at - beganAt);
    const strainMs = attentive() ? Math.min(longestStrainMs, lateMs) : 0;
    this.#strains = [...this.#strains, strainMs].slice(-strainSamples);
    this.#take(readReport(at, entries));
    this.#wait();
  }

  #take(reading: Reading): void {
    const before = this.#reading;
    this.#reading = reading;
    if (before === null) return;
    const flowed = this.#arrivals === 'flowing';
    this.#arrivals = hasArrivals(before, reading) ? 'flowing' : 'none';
    // An outage is said elsewhere; what was lost in it is no quality of the line.
    if (this.#arrivals === 'none' || !flowed) {
      this.#samples = [];
      this.#probe.interrupt();
      return;
    }
    const sample = sampleOf(before, reading);
    this.#samples = [...this.#samples, sample].slice(-windowSamples);
    this.#remember(sample);
    const evidence = this.#evidence();
    const judged = judge(evidence);
    this.#verdict = steady(this.#verdict, judged, reading.at);
    const named = 'where' in judged.cause && judged.cause.where !== 'between';
    this.#probe.consider(questionOf(evidence, judged), named ? 'named' : 'unnamed');
    this.#count += 1;
    if (this.#count % tellEvery === 0) {
      this.#subject.link.send({ kind: 'quality', ...viewOf(evidence) });
    }
    const { shown } = this.#verdict;
    this.#options.onSample(sample, shown);
  }

  #remember({ path, roundTripMs }: Sample): void {
    if (roundTripMs === null) return;
    const name = JSON.stringify(path);
    const before = this.#least?.path === name ? this.#least.roundTripMs : roundTripMs;
    this.#least = { path: name, roundTripMs: Math.min(before, roundTripMs) };
  }

  #evidence(): Evidence {
    const { peerBandwidth, ownPicture } = this.#subject;
    const said = this.#peer;
    const fresh = said !== null && this.#options.clock.now() - said.at < peerLastsMs;
    return {
      samples: this.#samples,
      strainMs: median(this.#strains),
      leastRoundTripMs: this.#least?.roundTripMs ?? null,
      line: this.#probe.line,
      ownPicture: ownPicture.peek(),
      peer: fresh ? said.view : null,
      peerPicture: peerBandwidth.peek()?.picture ?? 'sent',
    };
  }
}

/** What the own line has to be asked about; `null` while nothing is wrong that it could explain. */
function questionOf(evidence: Evidence, { cause }: Verdict): LineQuestion | null {
  const { processor, slow, full, incoming, outgoing } = symptomsOf(evidence);
  // A busy computer is late with everything.
  if (processor !== 'good') return null;
  const narrow = slow !== 'good' || full !== 'good' || evidence.peer?.limited === 'network';
  if (cause.kind !== 'loss' && !narrow) return null;
  return { incoming, outgoing, roundTripMs: evidence.leastRoundTripMs ?? 0 };
}

/** Something that the proof does not allow. */
export interface Deviation {
  /** Which of the promises is broken. */
  readonly rule: string;
  readonly what: string;
  /** Accounts and devices that it is about. */
  readonly who: readonly string[];
  /** What happened to the call before. */
  readonly trace?: readonly string[];
}

/** More of one kind tell nothing new. */
const shownOfARule = 20;

/** Writes down what deviates, when it does, and counts everything else. */
export class Report {
  readonly #startedAt = performance.now();
  readonly #deviations = new Map<string, number>();
  readonly #known = new Set<string>();
  readonly #counts = new Map<string, number>();

  get deviations(): number {
    return [...this.#deviations.values()].reduce((sum, count) => sum + count, 0);
  }

  /** @param by - how many more there are */
  count(what: string, by = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + by);
  }

  /** Seconds since the start, for traces. */
  get at(): string {
    return ((performance.now() - this.#startedAt) / 1_000).toFixed(2);
  }

  /** A run in which this never happened has proved nothing. */
  require(...whats: readonly string[]): void {
    for (const what of whats) {
      if (this.#counts.has(what)) continue;
      this.deviation({ rule: 'nothing proved', what: `there were no ${what}`, who: ['everybody'] });
    }
  }

  deviation({ rule, what, who, trace = [] }: Deviation): void {
    // What is lost is seen by everybody who looks, each time.
    const same = `${rule} ${what}`;
    if (this.#known.has(same)) return;
    this.#known.add(same);
    const count = (this.#deviations.get(rule) ?? 0) + 1;
    this.#deviations.set(rule, count);
    if (count > shownOfARule) return;
    console.log(`DEVIATION at ${this.at} s, ${rule}: ${what} (${who.join(', ')})`);
    for (const line of trace) console.log(`    ${line}`);
  }

  /** One line with everything that was seen. */
  summary(): string {
    const counts = [...this.#counts].map(([what, count]) => `${Math.round(count)} ${what}`);
    const broken = [...this.#deviations].map(([rule, count]) => `${count} ${rule}`);
    const deviations = broken.length === 0 ? '' : ` (${broken.join(', ')})`;
    return `${counts.join(', ')}; ${this.deviations} deviations${deviations}`;
  }
}

/** What one look at a subject says: `unknown` where there is nothing to compare it with now. */
export type Verdict = 'right' | 'wrong' | 'unknown';

interface Watch {
  readonly wrongMs: number;
  readonly told: 'not-yet' | 'told';
}

type Tell = (subject: string, wrongMs: number, what: string) => void;

/**
 * How long things have been wrong. Time counts only while they can be looked at: an outage of the
 * server stops the watch of a subject and does not set it back, only being right does.
 */
export class Stopwatches {
  readonly #boundMs: number;
  readonly #tell: Tell;
  readonly #seen = new Map<string, { readonly verdict: Verdict; readonly what: string }>();
  #watches: ReadonlyMap<string, Watch> = new Map();
  #longestMs = 0;

  /** @param tell - told once of each subject that is wrong for longer than the bound */
  constructor(boundMs: number, tell: Tell) {
    this.#boundMs = boundMs;
    this.#tell = tell;
  }

  /** The longest that anything was wrong, in milliseconds. */
  get longestMs(): number {
    return this.#longestMs;
  }

  /** @param what - what is wrong, in words */
  see(subject: string, verdict: Verdict, what: string): void {
    this.#seen.set(subject, { verdict, what });
  }

  /**
   * Takes what was seen since the last time. A subject that was not seen is forgotten: it is over.
   *
   * @param passedMs - since the last time
   */
  pass(passedMs: number): void {
    const watches = new Map<string, Watch>();
    for (const [subject, { verdict, what }] of this.#seen) {
      if (verdict === 'right') continue;
      const watch = this.#watches.get(subject) ?? { wrongMs: 0, told: 'not-yet' };
      watches.set(subject, verdict === 'wrong' ? this.#add(watch, passedMs, subject, what) : watch);
    }
    this.#watches = watches;
    this.#seen.clear();
  }

  #add({ wrongMs, told }: Watch, passedMs: number, subject: string, what: string): Watch {
    const sumMs = wrongMs + passedMs;
    this.#longestMs = Math.max(this.#longestMs, sumMs);
    if (sumMs <= this.#boundMs || told === 'told') return { wrongMs: sumMs, told };
    this.#tell(subject, sumMs, what);
    return { wrongMs: sumMs, told: 'told' };
  }
}

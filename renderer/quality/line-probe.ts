import type { QualityView } from '@tatap/protocol/control';
import type { Clock } from '../clock.ts';
import {
  type LineFinding,
  type LineQuestion,
  type LineTest,
  largeBytes,
  lineFinding,
  nextQuestion,
} from './line-test.ts';
import type { Ping } from './ports.ts';

/** Between the beginnings of two questions. */
const pauseMs = 150;
/** A finding is good for so long; then the line is tested anew, and the old one counts meanwhile. */
const freshMs = 20_000;
/** A slow line is not burdened with questions so soon again. */
const slowFreshMs = 60_000;
/** Without trouble for so long, what was found is forgotten. */
const forgetMs = 10_000;

/**
 * Tests the own line while the call is in trouble, and only then: some six questions a second for
 * a few seconds, 20 kB in all. Each side does, and tells the other what it found.
 */
export class LineProbe {
  readonly #clock: Clock;
  readonly #ping: Ping;
  #finding: QualityView['line'] = 'unknown';
  #foundAt = Number.NEGATIVE_INFINITY;
  #troubleAt = Number.NEGATIVE_INFINITY;
  #question: LineQuestion = { incoming: 0, outgoing: 0, roundTripMs: 0 };
  #test: LineTest | null = null;
  #cancel = () => {};
  #life: 'open' | 'closed' = 'open';

  constructor(clock: Clock, ping: Ping) {
    this.#clock = clock;
    this.#ping = ping;
  }

  /** What is known of the line. */
  get line(): QualityView['line'] {
    return this.#finding;
  }

  /** Said every second: `null` while there is nothing to explain. */
  consider(question: LineQuestion | null): void {
    const now = this.#clock.now();
    if (question === null) {
      if (now - this.#troubleAt < forgetMs) return;
      this.#stop();
      this.#finding = 'unknown';
      this.#foundAt = Number.NEGATIVE_INFINITY;
      return;
    }
    this.#question = question;
    this.#troubleAt = now;
    const lasts = this.#finding === 'slow' ? slowFreshMs : freshMs;
    if (this.#test === null && now - this.#foundAt >= lasts) {
      this.#test = [];
      void this.#ask();
    }
  }

  close(): void {
    this.#life = 'closed';
    this.#stop();
  }

  #stop(): void {
    this.#cancel();
    this.#test = null;
  }

  async #ask(): Promise<void> {
    const test = this.#test;
    if (test === null) return;
    const size = nextQuestion(test);
    const askedAt = this.#clock.now();
    const durationMs = await this.#ping(size === 'large' ? largeBytes : 0);
    if (this.#life === 'closed' || this.#test !== test) return;
    const answered = [...test, { size, durationMs }];
    this.#test = answered;
    const finding = lineFinding(answered, this.#question);
    if (finding !== 'undecided') {
      this.#found(finding);
      return;
    }
    const leftMs = Math.max(0, askedAt + pauseMs - this.#clock.now());
    this.#cancel = this.#clock.after(leftMs, () => void this.#ask());
  }

  #found(finding: Exclude<LineFinding, 'undecided'>): void {
    this.#test = null;
    this.#finding = finding;
    this.#foundAt = this.#clock.now();
  }
}

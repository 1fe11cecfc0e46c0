import type { QualityView } from '@tatap/protocol/control';
import type { Clock } from '../clock.ts';
import {
  isFinal,
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
/** Where both findings together name no side, one of them may be wrong: sooner. */
const doubtfulMs = 6_000;
/** A slow line is not burdened with questions so soon again. */
const slowFreshMs = 60_000;
/** Without trouble for so long, what was found is forgotten. */
const forgetMs = 5_000;

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

  /**
   * Said every second: `null` while there is nothing to explain. `sides`: whether what both sides
   * have found names one.
   */
  consider(question: LineQuestion | null, sides: 'named' | 'unnamed'): void {
    const now = this.#clock.now();
    if (question === null) {
      if (now - this.#troubleAt < forgetMs) return;
      this.interrupt();
      this.#finding = 'unknown';
      this.#foundAt = Number.NEGATIVE_INFINITY;
      return;
    }
    this.#question = question;
    this.#troubleAt = now;
    if (this.#test === null && now - this.#foundAt >= this.#lastsMs(sides)) {
      this.#test = [];
      void this.#ask();
    }
  }

  #lastsMs(sides: 'named' | 'unnamed'): number {
    if (this.#finding === 'slow') return slowFreshMs;
    return sides === 'named' ? freshMs : doubtfulMs;
  }

  close(): void {
    this.#life = 'closed';
    this.interrupt();
  }

  /** Gives up a test that runs: what it would find is not about the line. */
  interrupt(): void {
    this.#cancel();
    this.#test = null;
  }

  async #ask(): Promise<void> {
    const test = this.#test;
    if (test === null) return;
    const size = nextQuestion(test);
    const askedAt = this.#clock.now();
    const took = await this.#ping(size === 'large' ? largeBytes : 0);
    if (this.#life === 'closed' || this.#test !== test) return;
    const answered = [...test, { size, took }];
    this.#test = answered;
    const finding = lineFinding(answered, this.#question);
    if (isFinal(answered, finding)) {
      this.#found(finding);
      return;
    }
    // Enough to tell a slow line from this one, while its loss is still looked for.
    if (finding === 'fast' && this.#finding === 'unknown') this.#finding = 'fast';
    const leftMs = Math.max(0, askedAt + pauseMs - this.#clock.now());
    this.#cancel = this.#clock.after(leftMs, () => void this.#ask());
  }

  #found(finding: LineFinding): void {
    this.#test = null;
    this.#finding = finding === 'undecided' ? 'unknown' : finding;
    this.#foundAt = this.#clock.now();
  }
}

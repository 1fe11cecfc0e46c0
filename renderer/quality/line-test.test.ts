import { describe, expect, it } from 'vitest';
import {
  isFinal,
  type LineFinding,
  type LineQuestion,
  type LineTest,
  lineFinding,
  nextQuestion,
} from './line-test.ts';

/** Numbers that look random and are the same in every run (mulberry32). */
function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Line {
  /** Lost packets, each way. */
  readonly loss: number;
  readonly bps: number;
  readonly roundTripMs: number;
}

/** Asks over an imagined line until it is decided. */
function ask(line: Line, question: Omit<LineQuestion, 'roundTripMs'>, seed: number) {
  const random = randomness(seed);
  let test: LineTest = [];
  for (;;) {
    const finding = lineFinding(test, { ...question, roundTripMs: line.roundTripMs });
    if (isFinal(test, finding)) return { finding, questions: test.length };
    const size = nextQuestion(test);
    const packets = size === 'large' ? 4 : 2;
    let durationMs = line.roundTripMs + random() * 10;
    if (size === 'large') durationMs += (4_096 * 8_000) / line.bps;
    for (let packet = 0; packet < packets; packet++) {
      if (random() < line.loss) durationMs += 200 + random() * 100;
    }
    test = [...test, { size, took: durationMs }];
  }
}

const seeds = Array.from({ length: 200 }, (_, index) => index * 7_919);

/** How often each finding comes out of 200 tests. */
function findings(line: Line, loss: number): Partial<Record<LineFinding, number>> {
  const counts: Partial<Record<LineFinding, number>> = {};
  for (const seed of seeds) {
    const { finding } = ask(line, { incoming: loss, outgoing: loss }, seed);
    counts[finding] = (counts[finding] ?? 0) + 1;
  }
  return counts;
}

const fine: Line = { loss: 0, bps: 20_000_000, roundTripMs: 20 };

describe('the test of the own line', () => {
  it.each([0.05, 0.12, 0.2])('finds a line that loses %d', (loss) => {
    const { lossy = 0, good = 0, slow = 0 } = findings({ ...fine, loss }, loss);
    // The rest remains unknown, which blames nobody.
    expect(lossy).toBeGreaterThanOrEqual(150);
    expect(good + slow).toBeLessThanOrEqual(30);
  });

  it.each([0.05, 0.12, 0.2])('does not blame a line for %d lost elsewhere', (loss) => {
    const { good = 0, lossy = 0 } = findings(fine, loss);
    expect(lossy).toBe(0);
    expect(good).toBe(200);
  });

  it('is not fooled by a hiccup in fifty', () => {
    const { lossy = 0 } = findings({ ...fine, loss: 0.008 }, 0.12);
    expect(lossy).toBeLessThanOrEqual(20);
  });

  it.each([60_000, 150_000, 250_000])('finds a line of %d bit/s slow', (bps) => {
    expect(findings({ ...fine, bps }, 0.1)).toEqual({ slow: 200 });
    expect(findings({ ...fine, bps }, 0)).toEqual({ slow: 200 });
  });

  it('takes a fast line that loses for no slow one', () => {
    const { slow = 0 } = findings({ ...fine, bps: 2_000_000, loss: 0.12 }, 0.12);
    expect(slow).toBeLessThanOrEqual(20);
  });

  it('tells a fast line at once, and its loss later', () => {
    const question = { incoming: 0.03, outgoing: 0.03, roundTripMs: 20 };
    const answers = [30, 25, 22].map((durationMs, index) => ({
      size: index === 1 ? ('large' as const) : ('small' as const),
      took: durationMs,
    }));
    expect(lineFinding(answers, question)).toBe('fast');
    expect(isFinal(answers, 'fast')).toBe(false);
  });

  it('is over within seconds where it matters', () => {
    const counts = seeds.map(
      (seed) => ask(fine, { incoming: 0.12, outgoing: 0.12 }, seed).questions,
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(24);
  });

  it('knows nothing without the server', () => {
    const question = { incoming: 0.1, outgoing: 0.1, roundTripMs: 20 };
    const answered = { size: 'small', took: 5 } as const;
    expect(lineFinding([answered, { size: 'large', took: 'failed' }], question)).toBe('unknown');
  });

  it('finds a line slow on which long questions do not even arrive in time', () => {
    const question = { incoming: 0.06, outgoing: 0, roundTripMs: 350 };
    const small = { size: 'small', took: 312 } as const;
    const large = { size: 'large', took: 'late' } as const;
    const late = { size: 'small', took: 'late' } as const;
    expect(lineFinding([late, large, late], question)).toBe('undecided');
    expect(lineFinding([late, large, late, large], question)).toBe('slow');
    expect(lineFinding([small, large, late, large, late], question)).toBe('undecided');
    expect(lineFinding([small, large, late, large, late, large], question)).toBe('slow');
  });

  it('does not take a server in the same house for a witness', () => {
    const house = { loss: 0, bps: 100_000_000, roundTripMs: 1 };
    const random = randomness(1);
    let test: LineTest = [];
    const question = { incoming: 0.12, outgoing: 0.12, roundTripMs: 60 };
    while (!isFinal(test, lineFinding(test, question))) {
      test = [...test, { size: nextQuestion(test), took: house.roundTripMs + random() }];
    }
    expect(lineFinding(test, question)).toBe('unknown');
  });
});

import type { PingResult } from './ports.ts';

/**
 * A test of the own line, away from the call: small and large questions to the signaling server, a
 * third point that neither side's trouble with the other can blur. Pure; a runner asks.
 *
 * Loss is found by Wald's sequential test: a question over TCP that lost a packet comes at least
 * 200 ms late (RFC 6298, section 2.4, and what systems make of it), so that the share of late ones
 * tells a line that loses what the call loses from one that loses nothing. Rate is found by how much
 * longer a large question takes than a small one.
 */

/** Bytes of a large question; TCP sends so much at once, without waiting for an answer. */
export const largeBytes = 4_096;

/** An upload slower than this, bit/s, is too slow for a picture. */
const slowBps = 300_000;
/** So many large questions must all have been slow, and more where packets are lost, see below. */
const slowQuestions = 3;
const mostSlowQuestions = 8;
/** Packets of a large question. */
const largePackets = 4;
/** On a line that is full nothing else passes: so many questions without one answer in time. */
const silence = 4;
/** Later than the quickest by this much is late, milliseconds. */
const lateMs = 150;
/** Late ones on a line that loses nothing: a hiccup of the radio, a busy computer. */
const innocentShare = 0.03;
/** Both kinds of error at most one in twenty. */
const certainty = Math.log(19);
/** Loss under this is not looked for. */
const leastLoss = 0.02;
/** After so many questions the line remains unknown. */
const mostQuestions = 120;

interface Answer {
  readonly size: 'small' | 'large';
  readonly took: PingResult;
}

export type LineTest = readonly Answer[];

/** What the call lost, and how far the other side is. */
export interface LineQuestion {
  /** Share of packets that the call loses to and fro, 0 to 1 each. */
  readonly incoming: number;
  readonly outgoing: number;
  /** The shortest that was seen: a queue makes it longer, and nobody farther. */
  readonly roundTripMs: number;
}

/** `fast`: not slow; whether it loses is not decided. */
export type LineFinding = 'undecided' | 'unknown' | 'fast' | 'good' | 'lossy' | 'slow';

/**
 * The next question. The first one opens the connection and is not counted; every second one is
 * large until the line is known to be fast enough.
 */
export function nextQuestion(test: LineTest): Answer['size'] {
  const counted = test.slice(1);
  const fast = counted.some((one) => one.size === 'large' && !isSlow(one, quickestOf(test)));
  return test.length % 2 === 1 && !fast ? 'large' : 'small';
}

/** Whether more questions can tell more. */
export function isFinal(test: LineTest, finding: LineFinding): boolean {
  if (finding === 'undecided' || finding === 'fast') return test.length >= mostQuestions;
  return true;
}

/** What the answers so far tell. */
export function lineFinding(test: LineTest, question: LineQuestion): LineFinding {
  // Without the server there is nothing to measure by.
  if (test.at(-1)?.took === 'failed') return 'unknown';
  const quickestMs = quickestOf(test);
  if (!Number.isFinite(quickestMs)) return test.length >= silence ? 'slow' : 'undecided';
  const counted = test.slice(1);
  const rate = rateFinding(counted, quickestMs, question);
  if (rate !== 'good') return rate;
  const small = counted.filter(({ size }) => size === 'small');
  const loss = lossFinding(small, quickestMs, question);
  if (loss === 'lossy') return 'lossy';
  // A server in the same house says nothing of the line that leaves it.
  if (quickestMs < 5 && question.roundTripMs > 25) return loss === 'good' ? 'unknown' : 'undecided';
  return loss === 'good' ? 'good' : 'fast';
}

/** Of the small ones, milliseconds; endless before there is one. */
function quickestOf(test: LineTest): number {
  const small = test.filter(({ size }) => size === 'small');
  return Math.min(...small.map(({ took }) => msOf(took)));
}

/** What came too late or not at all took endlessly. */
function msOf(took: PingResult): number {
  return typeof took === 'number' ? took : Number.POSITIVE_INFINITY;
}

function isSlow({ took }: Answer, quickestMs: number): boolean {
  return msOf(took) - quickestMs > (largeBytes * 8 * 1_000) / slowBps;
}

function rateFinding(
  counted: LineTest,
  quickestMs: number,
  { incoming, outgoing }: LineQuestion,
): 'undecided' | 'slow' | 'good' {
  const large = counted.filter(({ size }) => size === 'large');
  if (large.some((one) => !isSlow(one, quickestMs))) return 'good';
  // A lost packet makes a large question slow, too: that all of them lost one must be unlikely.
  const lossy = 1 - (1 - Math.max(incoming, outgoing)) ** largePackets;
  const needed = Math.ceil(-certainty / Math.log(lossy));
  const enough = Math.min(mostSlowQuestions, Math.max(slowQuestions, needed));
  return large.length >= enough ? 'slow' : 'undecided';
}

function lossFinding(
  small: LineTest,
  quickestMs: number,
  { incoming, outgoing }: LineQuestion,
): 'undecided' | 'lossy' | 'good' {
  if (Math.max(incoming, outgoing) < leastLoss) return 'good';
  // A question is late if it or its answer was lost.
  const guilty = Math.min(0.9, Math.max(0.05, 1 - (1 - incoming) * (1 - outgoing)));
  const late = small.filter(({ took }) => msOf(took) - quickestMs > lateMs).length;
  const weight =
    late * Math.log(guilty / innocentShare) +
    (small.length - late) * Math.log((1 - guilty) / (1 - innocentShare));
  if (weight >= certainty) return 'lossy';
  return weight <= -certainty ? 'good' : 'undecided';
}

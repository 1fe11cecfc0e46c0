import type { BandwidthState, QualityView } from '@tatap/protocol/control';
import type { Loss, Sample, SentPicture } from './sample.ts';
import { type Level, type Verdict, type Where, worstOf } from './verdict.ts';

/** Where fair and where poor begins; in between it is good. */
interface Limits {
  readonly fair: number;
  readonly poor: number;
}

/** Share of packets lost. */
const lossLimits: Limits = { fair: 0.02, poor: 0.08 };
/** ITU-T G.114: from some 150 ms one way on people begin to speak at once. */
const roundTripLimitsMs: Limits = { fair: 250, poor: 500 };
/** What the way is believed to bear while the picture wants more, bit/s; lower is worse. */
const availableLimitsBps: Limits = { fair: 300_000, poor: 150_000 };
/** How late this page comes to do what it should. On a computer with time to spare it is under 20. */
const strainLimitsMs: Limits = { fair: 50, poor: 150 };
/** Share of the time between two pictures that making one may take. */
const encodeLimits: Limits = { fair: 0.9, poor: 1.5 };

/** Fewer packets than this tell nothing of their loss. */
const enoughPackets = 40;
/** An encoder that makes this share of what it may make would make more. */
const usesItAll = 0.85;
/** A round trip longer than the call's shortest by this much waits in a queue: a line is full. */
const queueMs = 150;
/** Pictures that come so slowly stand still. */
const standstillFps = 10;

/** What is known at one moment. */
export interface Evidence {
  /** The last seconds, oldest first; at least one. */
  readonly samples: readonly Sample[];
  /** How late this page came, in the middle of the last seconds. */
  readonly strainMs: number;
  /** The shortest round trip of the call over this path, milliseconds; `null` while none is known. */
  readonly leastRoundTripMs: number | null;
  /** What was found about the own line. */
  readonly line: QualityView['line'];
  readonly ownPicture: BandwidthState['picture'];
  /** What the other side sees; `null` where it has not said anything lately. */
  readonly peer: QualityView | null;
  readonly peerPicture: BandwidthState['picture'];
}

/** What one side is to blame for, before anybody asks whose line it is. */
export interface Symptoms {
  readonly processor: Level;
  /** The picture could be better if the way bore more. */
  readonly slow: Level;
  /** As `slow`, by a queue alone: a longer way looks the same. Counts where a line is known slow. */
  readonly full: Level;
  readonly incoming: number;
  readonly outgoing: number;
}

/** Judges the last seconds of a call. */
export function judge(evidence: Evidence): Verdict {
  const { peer, line } = evidence;
  const { processor, slow, full, incoming, outgoing } = symptomsOf(evidence);
  const share = Math.max(incoming, outgoing);
  const theirs = theirTrouble(evidence);
  const slowAt = slowLine(line, peer?.line ?? 'unknown');
  const roundTripMs = latest(evidence.samples, (sample) => sample.roundTripMs) ?? 0;
  const symptoms = [above(lossLimits, share), above(roundTripLimitsMs, roundTripMs)];
  const scarce = worstLevel([slow, slowAt === 'between' ? 'good' : full]);
  const slowLevel = worstLevel([
    scarce,
    // What a line that is known to be slow loses and delays is as bad, and its doing.
    ...(scarce === 'good' || slowAt === 'between' ? [] : symptoms),
    peer?.limited === 'network' ? theirs : 'good',
  ]);
  const slowness: Verdict = { level: slowLevel, cause: { kind: 'slow', where: slowAt } };
  return worstOf([
    { level: processor, cause: { kind: 'processor', where: 'here' } },
    {
      level: peer?.limited === 'processor' ? theirs : 'good',
      cause: { kind: 'processor', where: 'there' },
    },
    // A line that is known to be slow loses what does not fit: that is its cause.
    ...(slowAt === 'between' ? [] : [slowness]),
    {
      level: above(lossLimits, share),
      cause: { kind: 'loss', where: lossyLine(line, peer?.line ?? 'unknown'), share },
    },
    slowness,
    { level: above(roundTripLimitsMs, roundTripMs), cause: { kind: 'delay', roundTripMs } },
  ]);
}

/** What this side sees by itself. */
export function symptomsOf(evidence: Evidence): Symptoms {
  const { samples, peer } = evidence;
  return {
    processor: worstLevel([above(strainLimitsMs, evidence.strainMs), encoding(samples)]),
    slow:
      evidence.ownPicture === 'paused' ? 'poor' : wantsMore(samples) ? scarcity(samples) : 'good',
    full: isQueued(evidence) ? scarcity(samples) : 'good',
    incoming: shareOf(samples, (sample) => sample.receiving.loss) ?? 0,
    // Their own count is fresher than what RTCP brings.
    outgoing: peer?.loss ?? shareOf(samples, (sample) => sample.sending.loss) ?? 0,
  };
}

/** What the other side is told. */
export function viewOf(evidence: Evidence): QualityView {
  const { samples, line } = evidence;
  const { processor, slow, full } = symptomsOf(evidence);
  const narrow = slow !== 'good' || (line === 'slow' && full !== 'good');
  const concealed = latest(samples, (sample) => sample.receiving.sound?.concealed ?? null);
  const limited = processor !== 'good' ? 'processor' : narrow ? 'network' : 'nothing';
  return {
    loss: shareOf(samples, (sample) => sample.receiving.loss),
    concealed: concealed === null ? null : round(concealed),
    framesPerSecond: receivedFps(samples),
    limited,
    line,
  };
}

/** How bad what the other side complains of is here. */
function theirTrouble({ samples, peerPicture }: Evidence): Level {
  const fps = receivedFps(samples);
  const still = fps !== null && fps < standstillFps;
  return still || peerPicture === 'paused' ? 'poor' : 'fair';
}

/** One line is to blame for loss only where it loses by itself and the other does not. */
function lossyLine(own: QualityView['line'], theirs: QualityView['line']): Where {
  if (own === 'lossy' && theirs === 'good') return 'here';
  return own === 'good' && theirs === 'lossy' ? 'there' : 'between';
}

function slowLine(own: QualityView['line'], theirs: QualityView['line']): Where {
  // Where both are slow, the own one is what a person can do something about.
  if (own === 'slow' && theirs !== 'unknown') return 'here';
  return theirs === 'slow' && own !== 'unknown' ? 'there' : 'between';
}

function encoding(samples: readonly Sample[]): Level {
  const shares = samples.flatMap(({ sending: { camera, screen } }) =>
    [camera, screen].flatMap((picture) => (picture === null ? [] : [encodingShare(picture)])),
  );
  const limited = samples.filter(({ sending: { camera, screen } }) =>
    [camera, screen].some((picture) => picture?.limitedBy === 'cpu'),
  );
  const mostly = limited.length * 2 > samples.length ? 'fair' : 'good';
  return worstLevel([above(encodeLimits, median(shares)), mostly]);
}

function encodingShare({ encodeMs, sourceFramesPerSecond }: SentPicture): number {
  return ((encodeMs ?? 0) * (sourceFramesPerSecond ?? 30)) / 1_000;
}

/** How little the way is believed to bear. */
function scarcity(samples: readonly Sample[]): Level {
  const available = latest(samples, (sample) => sample.availableBps);
  if (available === null) return 'good';
  if (available < availableLimitsBps.poor) return 'poor';
  return available < availableLimitsBps.fair ? 'fair' : 'good';
}

/**
 * A low estimate alone means nothing: it does not climb while little is sent, and a still picture
 * is content with 50 kbit/s.
 */
function wantsMore(samples: readonly Sample[]): boolean {
  let [sent, target] = [0, 0];
  let still = false;
  for (const { sending } of samples) {
    for (const picture of [sending.camera, sending.screen]) {
      if (picture === null) continue;
      sent += picture.bitrateBps;
      target += picture.targetBps ?? 0;
      still = picture.framesPerSecond < 3 && (picture.sourceFramesPerSecond ?? 0) >= standstillFps;
    }
  }
  return still || (target > 0 && sent >= usesItAll * target);
}

function isQueued({ samples, leastRoundTripMs }: Evidence): boolean {
  const roundTripMs = latest(samples, (sample) => sample.roundTripMs);
  if (roundTripMs === null || leastRoundTripMs === null) return false;
  return roundTripMs - leastRoundTripMs >= queueMs;
}

function receivedFps(samples: readonly Sample[]): number | null {
  return latest(
    samples,
    ({ receiving: { screen, camera } }) => (camera ?? screen)?.framesPerSecond ?? null,
  );
}

/** `null` where too few packets were on the way. */
function shareOf(samples: readonly Sample[], pick: (sample: Sample) => Loss): number | null {
  let [lost, expected] = [0, 0];
  for (const sample of samples) {
    const loss = pick(sample);
    lost += loss.lost;
    expected += loss.expected;
  }
  return expected < enoughPackets ? null : round(Math.min(1, lost / expected));
}

function latest(
  samples: readonly Sample[],
  pick: (sample: Sample) => number | null,
): number | null {
  const [last] = samples.slice(-1);
  return last === undefined ? null : pick(last);
}

function above(limits: Limits, value: number): Level {
  if (value >= limits.poor) return 'poor';
  return value >= limits.fair ? 'fair' : 'good';
}

function worstLevel(levels: readonly Level[]): Level {
  return worstOf(levels.map((level) => ({ level, cause: { kind: 'well' } }))).level;
}

/** The middle one; nothing is 0. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

import type { Inbound, Outbound, Pair, Reading } from './report.ts';

/** How many packets were lost of how many that were on the way. */
export interface Loss {
  readonly lost: number;
  readonly expected: number;
}

/** One kind of media that is sent. Bitrates are of the payload, bit/s. */
interface Sent {
  readonly bitrateBps: number;
  readonly codec: string | null;
}

export interface SentPicture extends Sent {
  readonly framesPerSecond: number;
  readonly width: number | null;
  readonly height: number | null;
  /** What the encoder is told to make, bit/s; `null` where the browser does not say. */
  readonly targetBps: number | null;
  /** The encoder's time for one picture; `null` where it made none. */
  readonly encodeMs: number | null;
  /** Pictures a second that the camera or the screen gives; `null` where the browser does not say. */
  readonly sourceFramesPerSecond: number | null;
  /** The browser's own word on what keeps the picture from being better. */
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other';
}

interface Received {
  readonly bitrateBps: number;
  readonly codec: string | null;
  readonly jitterMs: number | null;
}

export interface ReceivedSound extends Received {
  /** Share of the sound that was made up because its packets were missing. */
  readonly concealed: number | null;
}

export interface ReceivedPicture extends Received {
  readonly framesPerSecond: number;
  readonly width: number | null;
  readonly height: number | null;
  /** Pictures that came and were not shown. */
  readonly dropped: number;
  /** Times that the picture stood still since the last sample, and for how long. */
  readonly freezes: number;
  readonly frozenMs: number;
}

/** The way that media take. Says nothing of addresses. */
export interface Path {
  /** `relay` where either side goes through a TURN server. */
  readonly kind: 'direct' | 'relay';
  /** Types of both candidates (RFC 8445, section 4). */
  readonly local: CandidateType;
  readonly remote: CandidateType;
  readonly protocol: 'udp' | 'tcp';
  /** How this side reaches its TURN server, where it uses one. */
  readonly relayProtocol: 'udp' | 'tcp' | 'tls' | null;
}

export type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';

/** One second of a call: everything that is known of its quality. */
export interface Sample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly path: Path | null;
  readonly roundTripMs: number | null;
  /** What the sender believes the path bears, bit/s. */
  readonly availableBps: number | null;
  readonly sending: {
    readonly sound: Sent | null;
    readonly camera: SentPicture | null;
    readonly screen: SentPicture | null;
    /** As the other side's RTCP tells; it comes every few seconds. */
    readonly loss: Loss;
  };
  readonly receiving: {
    readonly sound: ReceivedSound | null;
    readonly camera: ReceivedPicture | null;
    readonly screen: ReceivedPicture | null;
    readonly loss: Loss;
  };
}

/** The media sections of every link, by their `mid` (docs/PROTOCOL.md, section 15). */
const mids = { sound: '0', camera: '1', screen: '2' } as const;

/** What happened between two readings of the same connection. */
export function sampleOf(before: Reading, after: Reading): Sample {
  const seconds = Math.max(0.001, (after.at - before.at) / 1_000);
  const span: Span = { before, after, seconds };
  return {
    at: after.at,
    path: pathOf(after),
    roundTripMs: roundTripOf(after),
    availableBps: after.pair?.availableOutgoingBitrate ?? null,
    sending: {
      sound: sentSound(span),
      camera: sentPicture(span, mids.camera),
      screen: sentPicture(span, mids.screen),
      loss: sentLoss(span),
    },
    receiving: {
      sound: receivedSound(span),
      camera: receivedPicture(span, mids.camera),
      screen: receivedPicture(span, mids.screen),
      loss: receivedLoss(span),
    },
  };
}

/**
 * Whether anything at all came between two readings: without it there is nothing to judge by. Over
 * any path: media may come over another one than the one chosen here, and after an ICE restart they
 * come over a new one, which counts from nothing.
 */
export function hasArrivals(before: Reading, after: Reading): boolean {
  const rises = <E extends Inbound | Pair>(now: E, then: E | undefined) => {
    const { rise } = streamOf(now, then);
    return rise((one) => one.packetsReceived) > 0 || rise((one) => one.bytesReceived) > 0;
  };
  return (
    after.all('inbound-rtp').some((one) => rises(one, before.find('inbound-rtp', one.id))) ||
    after.all('candidate-pair').some((one) => rises(one, before.find('candidate-pair', one.id)))
  );
}

interface Span {
  readonly before: Reading;
  readonly after: Reading;
  readonly seconds: number;
}

/** A stream with what it had counted before; one that is new began at nothing. */
interface Stream<E> {
  readonly now: E;
  /** By how much a counter has risen; never negative. */
  rise(pick: (entry: E) => number): number;
}

function streamOf<E>(now: E, before: E | undefined): Stream<E> {
  return {
    now,
    rise: (pick) => Math.max(0, pick(now) - (before === undefined ? 0 : pick(before))),
  };
}

function inboundOf({ before, after }: Span, mid: string): Stream<Inbound> | null {
  const now = after.all('inbound-rtp').find((one) => one.mid === mid && one.packetsReceived > 0);
  return now === undefined ? null : streamOf(now, before.find('inbound-rtp', now.id));
}

function outboundOf({ before, after }: Span, mid: string): Stream<Outbound> | null {
  const now = after.all('outbound-rtp').find((one) => one.mid === mid && one.active);
  return now === undefined ? null : streamOf(now, before.find('outbound-rtp', now.id));
}

function codecOf({ after }: Span, codecId: string | undefined): string | null {
  const found = after.find('codec', codecId);
  return found?.mimeType.split('/').at(-1) ?? null;
}

function sentSound(span: Span): Sent | null {
  const stream = outboundOf(span, mids.sound);
  if (stream === null || stream.now.packetsSent === 0) return null;
  return {
    bitrateBps: (stream.rise((one) => one.bytesSent) * 8) / span.seconds,
    codec: codecOf(span, stream.now.codecId),
  };
}

function sentPicture(span: Span, mid: string): SentPicture | null {
  const stream = outboundOf(span, mid);
  if (stream === null) return null;
  const { now } = stream;
  const bytes = stream.rise((one) => one.bytesSent);
  const frames = stream.rise((one) => one.framesEncoded);
  // A line whose sender has no track counts nothing.
  if (now.mediaSourceId === undefined || now.framesEncoded === 0) return null;
  const encodeSeconds = stream.rise((one) => one.totalEncodeTime);
  return {
    bitrateBps: (bytes * 8) / span.seconds,
    codec: codecOf(span, now.codecId),
    framesPerSecond: frames / span.seconds,
    width: now.frameWidth ?? null,
    height: now.frameHeight ?? null,
    targetBps: now.targetBitrate ?? null,
    encodeMs: frames === 0 ? null : (encodeSeconds * 1_000) / frames,
    sourceFramesPerSecond:
      span.after.find('media-source', now.mediaSourceId)?.framesPerSecond ?? null,
    limitedBy: now.qualityLimitationReason,
  };
}

function receivedSound(span: Span): ReceivedSound | null {
  const stream = inboundOf(span, mids.sound);
  if (stream === null) return null;
  const samples = stream.rise((one) => one.totalSamplesReceived);
  // Silence that the other side did not send is no loss.
  const audible = stream.rise((one) => one.concealedSamples - one.silentConcealedSamples);
  return {
    ...received(span, stream),
    concealed: samples === 0 ? null : Math.min(1, audible / samples),
  };
}

function receivedPicture(span: Span, mid: string): ReceivedPicture | null {
  const stream = inboundOf(span, mid);
  const bytes = stream?.rise((one) => one.bytesReceived) ?? 0;
  if (stream === null || stream.now.framesDecoded === 0) return null;
  const frames = stream.rise((one) => one.framesDecoded);
  // A camera that is off, and a screen that is no longer shared, leave their last counters.
  if (bytes === 0 && frames === 0) return null;
  return {
    ...received(span, stream),
    framesPerSecond: frames / span.seconds,
    width: stream.now.frameWidth ?? null,
    height: stream.now.frameHeight ?? null,
    dropped: stream.rise((one) => one.framesDropped),
    freezes: stream.rise((one) => one.freezeCount),
    frozenMs: stream.rise((one) => one.totalFreezesDuration) * 1_000,
  };
}

function received(span: Span, stream: Stream<Inbound>): Received {
  const { jitter } = stream.now;
  return {
    bitrateBps: (stream.rise((one) => one.bytesReceived) * 8) / span.seconds,
    codec: codecOf(span, stream.now.codecId),
    jitterMs: jitter === undefined ? null : jitter * 1_000,
  };
}

function receivedLoss({ before, after }: Span): Loss {
  let [lost, arrived] = [0, 0];
  for (const now of after.all('inbound-rtp')) {
    const stream = streamOf(now, before.find('inbound-rtp', now.id));
    lost += stream.rise((one) => one.packetsLost);
    arrived += stream.rise((one) => one.packetsReceived);
  }
  return { lost, expected: lost + arrived };
}

function sentLoss({ before, after }: Span): Loss {
  let [lost, sent] = [0, 0];
  for (const now of after.all('remote-inbound-rtp')) {
    lost += streamOf(now, before.find('remote-inbound-rtp', now.id)).rise((one) => one.packetsLost);
  }
  for (const now of after.all('outbound-rtp')) {
    sent += streamOf(now, before.find('outbound-rtp', now.id)).rise((one) => one.packetsSent);
  }
  return { lost, expected: sent };
}

function pathOf(reading: Reading): Path | null {
  const { pair } = reading;
  const local = reading.find('local-candidate', pair?.localCandidateId);
  const remote = reading.find('remote-candidate', pair?.remoteCandidateId);
  if (local === undefined || remote === undefined) return null;
  const [here, there] = [local.candidateType, remote.candidateType];
  return {
    kind: here === 'relay' || there === 'relay' ? 'relay' : 'direct',
    local: here,
    remote: there,
    protocol: local.protocol,
    relayProtocol: here === 'relay' ? (local.relayProtocol ?? null) : null,
  };
}

/**
 * The last answer to a STUN check is the freshest (every 2.5 s); where the browser does not give it,
 * RTCP's.
 */
function roundTripOf(reading: Reading): number | null {
  const checked = reading.pair?.currentRoundTripTime;
  const reported = reading
    .all('remote-inbound-rtp')
    .flatMap(({ roundTripTime }) => roundTripTime ?? []);
  const seconds = checked ?? reported.at(0);
  return seconds === undefined ? null : seconds * 1_000;
}

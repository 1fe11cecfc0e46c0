import * as v from 'valibot';

/**
 * A connection's statistics as the browser reports them (W3C WebRTC Statistics), as far as they are
 * used here: counters since the connection began. A report is input like any other: an entry that
 * does not have this form is left out, and so is every address in it.
 */

const count = v.pipe(v.number(), v.finite(), v.minValue(0));
const counter = v.optional(count, 0);
const optional = v.optional(count);
const id = v.string();

const inbound = v.object({
  type: v.literal('inbound-rtp'),
  id,
  kind: v.picklist(['audio', 'video']),
  mid: v.optional(v.string()),
  codecId: v.optional(v.string()),
  bytesReceived: counter,
  packetsReceived: counter,
  /** May fall, where packets come twice (RFC 3550, section 6.4.1). */
  packetsLost: v.optional(v.pipe(v.number(), v.finite()), 0),
  /** Seconds. */
  jitter: optional,
  framesDecoded: counter,
  framesDropped: counter,
  frameWidth: optional,
  frameHeight: optional,
  freezeCount: counter,
  /** Seconds. */
  totalFreezesDuration: counter,
  concealedSamples: counter,
  silentConcealedSamples: counter,
  totalSamplesReceived: counter,
});

const outbound = v.object({
  type: v.literal('outbound-rtp'),
  id,
  kind: v.picklist(['audio', 'video']),
  mid: v.optional(v.string()),
  codecId: v.optional(v.string()),
  mediaSourceId: v.optional(v.string()),
  active: v.optional(v.boolean(), true),
  bytesSent: counter,
  packetsSent: counter,
  framesEncoded: counter,
  frameWidth: optional,
  frameHeight: optional,
  /** Seconds. */
  totalEncodeTime: counter,
  /** What the encoder is told to make, bit/s. */
  targetBitrate: optional,
  qualityLimitationReason: v.optional(v.picklist(['none', 'cpu', 'bandwidth', 'other']), 'none'),
});

/** What the other side's RTCP says of a stream that is sent here (RFC 3550, section 6.4). */
const remoteInbound = v.object({
  type: v.literal('remote-inbound-rtp'),
  id,
  localId: v.optional(v.string()),
  packetsLost: v.optional(v.pipe(v.number(), v.finite()), 0),
  /** Seconds. */
  roundTripTime: optional,
});

const mediaSource = v.object({
  type: v.literal('media-source'),
  id,
  /** Pictures of the camera itself. */
  framesPerSecond: optional,
});

const codec = v.object({ type: v.literal('codec'), id, mimeType: v.string() });

const pair = v.object({
  type: v.literal('candidate-pair'),
  id,
  localCandidateId: v.string(),
  remoteCandidateId: v.string(),
  /** Firefox 153 counts bytes alone. */
  packetsReceived: counter,
  bytesReceived: counter,
  /** Seconds. */
  currentRoundTripTime: optional,
  /** bit/s */
  availableOutgoingBitrate: optional,
});

const transport = v.object({
  type: v.literal('transport'),
  id,
  selectedCandidatePairId: v.optional(v.string()),
});

const candidateType = v.picklist(['host', 'srflx', 'prflx', 'relay']);

const localCandidate = v.object({
  type: v.literal('local-candidate'),
  id,
  candidateType,
  protocol: v.optional(v.picklist(['udp', 'tcp']), 'udp'),
  /** How the TURN server is reached, where it is one's own. */
  relayProtocol: v.optional(v.picklist(['udp', 'tcp', 'tls'])),
});

const remoteCandidate = v.object({ type: v.literal('remote-candidate'), id, candidateType });

const entry = v.variant('type', [
  inbound,
  outbound,
  remoteInbound,
  mediaSource,
  codec,
  pair,
  transport,
  localCandidate,
  remoteCandidate,
]);

type Entry = v.InferOutput<typeof entry>;
type EntryOf<T extends Entry['type']> = Extract<Entry, { type: T }>;

export type Inbound = EntryOf<'inbound-rtp'>;
export type Outbound = EntryOf<'outbound-rtp'>;
export type Pair = EntryOf<'candidate-pair'>;

/** One report, of one moment. */
export class Reading {
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly at: number;
  readonly #entries: readonly Entry[];
  readonly #byId: ReadonlyMap<string, Entry>;

  constructor(at: number, entries: readonly Entry[]) {
    this.at = at;
    this.#entries = entries;
    this.#byId = new Map(entries.map((one) => [one.id, one]));
  }

  all<T extends Entry['type']>(type: T): readonly EntryOf<T>[] {
    return this.#entries.filter((one): one is EntryOf<T> => one.type === type);
  }

  /** The entry of that kind with that id; `undefined` where there is none. */
  find<T extends Entry['type']>(type: T, entryId: string | undefined): EntryOf<T> | undefined {
    const found = entryId === undefined ? undefined : this.#byId.get(entryId);
    return found?.type === type ? (found as EntryOf<T>) : undefined;
  }

  /** The path in use; `undefined` before there is one. */
  get pair(): Pair | undefined {
    const [used] = this.all('transport');
    return this.find('candidate-pair', used?.selectedCandidatePairId);
  }
}

/** Reads a report taken at `at`; what cannot be believed is left out. Never throws. */
export function readReport(at: number, entries: readonly unknown[]): Reading {
  const believed: Entry[] = [];
  for (const one of entries) {
    const parsed = v.safeParse(entry, one);
    if (parsed.success) believed.push(parsed.output);
  }
  return new Reading(at, believed);
}

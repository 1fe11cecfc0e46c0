type Entry = Readonly<Record<string, unknown>>;

/** The parts of a connection that tell what its senders hold. */
type Connection = Pick<RTCPeerConnection, 'getTransceivers'>;

/**
 * The entries of a report, each stream that is sent with its source. Firefox 153 leaves out
 * `mediaSourceId` of an `outbound-rtp` (W3C WebRTC Statistics, section 8.5) and names the source's
 * track instead, so the track that the section's sender holds leads to it.
 */
export function linkedStats(entries: readonly Entry[], connection: Connection): readonly Entry[] {
  if (!entries.some(lacksSource)) return entries;
  const sources = entries.filter(({ type }) => type === 'media-source');
  const sourceOf = (mid: unknown): Entry | undefined => {
    const section = connection.getTransceivers().find((one) => one.mid === mid);
    const track = section?.sender.track?.id;
    return track === undefined
      ? undefined
      : sources.find(({ trackIdentifier }) => trackIdentifier === track);
  };
  return entries.map((entry) => {
    const source = lacksSource(entry) ? sourceOf(entry['mid']) : undefined;
    return source === undefined ? entry : { ...entry, mediaSourceId: source['id'] };
  });
}

function lacksSource({ type, mediaSourceId }: Entry): boolean {
  return type === 'outbound-rtp' && mediaSourceId === undefined;
}

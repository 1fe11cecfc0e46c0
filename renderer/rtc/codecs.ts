/** What this machine can send and receive. Read ahead of calls, so that it costs none of their time. */
export interface LocalCodecs {
  readonly audio: readonly RTCRtpCodec[];
  readonly video: readonly RTCRtpCodec[];
  /** Those of `video` that a chip both encodes and decodes, by `codecKey`. */
  readonly efficient: ReadonlySet<string>;
}

/** Names a codec with its parameters: profiles of one format may differ in what a chip does. */
export function codecKey({ mimeType, sdpFmtpLine = '' }: RTCRtpCodec): string {
  return sdpFmtpLine === '' ? mimeType : `${mimeType};${sdpFmtpLine}`;
}

/**
 * Opus with each frame sent twice (RED, RFC 2198): a lost packet's sound comes with the next one.
 * It doubles some 30 kbit/s and, unlike Opus's own repair, loses nothing of the sound.
 */
export function audioOrder({ audio }: LocalCodecs): RTCRtpCodec[] {
  return inOrderOf(audio, [({ mimeType }) => rank(soundOrder, mimeType)]);
}

/**
 * What a chip does comes first, on whichever side the chip is: the caller puts its own first in
 * the offer, and the callee, whose order the answer has and both follow, puts first what its own
 * chip does and otherwise goes by the offer.
 *
 * @param offered formats in the order of the offer, as `rtpmap` names them; empty for the caller
 */
export function videoOrder(
  { video, efficient }: LocalCodecs,
  offered: readonly string[] = [],
): RTCRtpCodec[] {
  return inOrderOf(video, [
    (codec) => (efficient.has(codecKey(codec)) ? 0 : 1),
    ({ mimeType }) => rank(offered, mimeType),
    ({ mimeType }) => rank(softwareOrder, mimeType),
  ]);
}

const soundOrder = ['red', 'opus'];

/**
 * H.264 takes half of the processor that the others take at 720p. They take the same within a
 * tenth, so that what they show in the first seconds decides. docs/MEDIA.md has the numbers.
 */
const softwareOrder = ['h264', 'vp8', 'av1', 'vp9'];

/** Repair formats and what is not known stay behind, in the browser's order. */
function rank(order: readonly string[], mimeType: string): number {
  const name = mimeType.slice(mimeType.indexOf('/') + 1).toLowerCase();
  const index = order.findIndex((one) => one.toLowerCase() === name);
  return index < 0 ? order.length : index;
}

/** Sorts by the first key that tells two apart; equals stay in the order in which they came. */
function inOrderOf(
  codecs: readonly RTCRtpCodec[],
  keys: readonly ((codec: RTCRtpCodec) => number)[],
): RTCRtpCodec[] {
  return [...codecs].sort(
    (a, b) => keys.map((key) => key(a) - key(b)).find((difference) => difference !== 0) ?? 0,
  );
}

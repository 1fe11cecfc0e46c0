/** How much sound one packet carries, in ms (`ptime`; RFC 8866, section 6.4). */
export type PacketTimeMs = 10 | 20;

/** WebRTC's usual: fewer headers, and Opus does a little more with it. */
export const usualPacketTimeMs = 20;

/** How long sound begins in short packets, in ms: until a microphone that opens late is heard, too. */
export const beginningMs = 2_000;

/** Where the encoder of the picture begins on a path that bears 1 Mbit/s, in kbit/s. */
const wideStartKbps = 500;

/** What is known of a path before anything is sent over it. */
export interface KnownPath {
  /** What it bears, in bit/s; `null` where it was not measured. */
  readonly capacityBps: number | null;
  /** Where the encoder of the picture begins, in kbit/s: lower where earlier calls fared worse. */
  readonly startBitrateKbps: number;
}

/**
 * How much sound the first packets carry. A packet leaves when it is full, so a short one is heard
 * 10 ms sooner; twice as many headers take 25 kbit/s, which is for paths that were seen to bear it.
 */
export function firstPacketTimeMs({ capacityBps, startBitrateKbps }: KnownPath): PacketTimeMs {
  return capacityBps !== null && startBitrateKbps >= wideStartKbps ? 10 : usualPacketTimeMs;
}

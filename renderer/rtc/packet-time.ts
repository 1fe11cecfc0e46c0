import type { Sending } from '../peers/peer-link-port.ts';

/** How much sound one packet carries, in ms (`ptime`; RFC 8866, section 6.4). */
export type PacketTimeMs = 10 | 20;

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
 * How much sound a packet carries. It leaves when it is full, so that a short one is heard 10 ms
 * sooner than one of the usual 20; twice as many headers take 25 kbit/s. That is for paths that were
 * seen to bear it, while nothing is spared.
 */
export function packetTimeMs(
  { capacityBps, startBitrateKbps }: KnownPath,
  { amount, width, picture }: Sending,
): PacketTimeMs {
  const wide = capacityBps !== null && startBitrateKbps >= wideStartKbps;
  const spared = amount === 'less' || width === 'small' || picture === 'paused';
  return wide && !spared ? 10 : 20;
}

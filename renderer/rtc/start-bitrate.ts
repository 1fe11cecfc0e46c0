/**
 * Where the encoder begins, in kbit/s, on a path of which nothing is known: a sharp picture within
 * 2 s from 1500 kbit/s up, and no more lost sound at 600; docs/MEDIA.md has the numbers.
 */
const unknownKbps = 700;
/** More gains nothing that can be seen, and costs sound where it is wrong. */
const highestKbps = 1_000;
const lowestKbps = 200;
/** The same, where trains of packets have shown that the path bears twice as much. */
const highestMeasuredKbps = 2_500;
/** An expectation under this makes the beginning slower than where nothing is known. */
export const cautiousBps = unknownKbps * 1_000;

/**
 * Where the encoder begins, in kbit/s, where the path is expected to bear so much in bit/s. What was
 * estimated before stays under what the line bears, so that nothing is taken off again.
 */
export function startBitrateKbps(expectedBps: number | null): number {
  if (expectedBps === null) return unknownKbps;
  return between(expectedBps / 1_000, highestKbps);
}

/**
 * Where the encoder begins, in kbit/s, on a path whose capacity was measured in bit/s: at the half,
 * because Chromium sends a first picture two and a half times as fast as it begins, and what does not
 * fit the path is lost. Where calls over this network came out lower, they know better: some lines
 * let a few packets through quickly that they do not bear for long.
 */
export function measuredStartKbps(capacityBps: number, expectedBps: number | null): number {
  const bps = Math.min(capacityBps / 2, expectedBps ?? Number.POSITIVE_INFINITY);
  return between(bps / 1_000, highestMeasuredKbps);
}

function between(kbps: number, highest: number): number {
  return Math.min(highest, Math.max(lowestKbps, Math.round(kbps)));
}

/**
 * Where the encoder begins, in kbit/s, on a path of which nothing is known: a sharp picture within
 * 2 s from 1500 kbit/s up, and no more lost sound at 600; docs/MEDIA.md has the numbers.
 */
const unknownKbps = 700;
/** More gains nothing that can be seen, and costs sound where it is wrong. */
const highestKbps = 1_000;
const lowestKbps = 200;
/** An expectation under this makes the beginning slower than where nothing is known. */
export const cautiousBps = unknownKbps * 1_000;

/**
 * Where the encoder begins, in kbit/s, where the path is expected to bear so much in bit/s. What was
 * estimated before stays under what the line bears, so that nothing is taken off again.
 */
export function startBitrateKbps(expectedBps: number | null): number {
  if (expectedBps === null) return unknownKbps;
  return Math.min(highestKbps, Math.max(lowestKbps, Math.round(expectedBps / 1_000)));
}

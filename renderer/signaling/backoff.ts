const firstMs = 600;
const longestMs = 10_000;

/**
 * How long to wait before try number `attempt` (0 is the first after a loss): between half and the
 * whole of a time that doubles from 0.6 s to 10 s. The random half keeps the devices of a server
 * that restarts from coming back in one moment ("equal jitter").
 *
 * @param random 0 to 1, as `Math.random`
 * @returns milliseconds, 300 to 10,000
 */
export function backoffMs(attempt: number, random: () => number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 16));
  return Math.round(full / 2 + (full / 2) * random());
}

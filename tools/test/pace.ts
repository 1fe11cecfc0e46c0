/** Carries the pace of this run to every process of it. */
const variable = 'TATAP_TEST_PACE';

/** A run that waits longer than this for everything would not end in the time that anybody has. */
const slowest = 12;

/** How long the reference action takes on a usual machine with nothing else to do, milliseconds. */
export const usualMs = 2_500;

/** How many times as long as on a usual machine things take; never less than 1. */
export function paceOf(referenceMs: number): number {
  return Math.min(slowest, Math.max(1, Math.round((referenceMs / usualMs) * 10) / 10));
}

/** Sets the pace for this process and for all that it starts from now on. */
export function setPace(pace: number): void {
  process.env[variable] = String(pace);
}

/** The pace of this run: 1 where nobody has measured it. */
export function currentPace(): number {
  const pace = Number(process.env[variable] ?? 1);
  return Number.isFinite(pace) && pace >= 1 ? pace : 1;
}

/**
 * A limit of time that fits this machine.
 *
 * @param ms - the limit on a usual machine
 */
export function limit(ms: number): number {
  return Math.round(ms * currentPace());
}

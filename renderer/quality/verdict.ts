/** How a call is, for people: three levels. */
export type Level = 'good' | 'fair' | 'poor';

/**
 * Whose side something is on. `between`: it is there, and nothing that is known tells on which of
 * the two lines.
 */
export type Where = 'here' | 'there' | 'between';

/** Why a call is as it is. */
export type Cause =
  | { readonly kind: 'well' }
  /** `share` of packets lost, 0 to 1, of the worse direction. */
  | { readonly kind: 'loss'; readonly where: Where; readonly share: number }
  /** Too little is sent from there, because the line bears no more. */
  | { readonly kind: 'slow'; readonly where: Where }
  /** The computer is too busy. */
  | { readonly kind: 'processor'; readonly where: Exclude<Where, 'between'> }
  | { readonly kind: 'delay'; readonly roundTripMs: number };

export interface Verdict {
  readonly level: Level;
  readonly cause: Cause;
}

export const well: Verdict = { level: 'good', cause: { kind: 'well' } };

const ranks: Readonly<Record<Level, number>> = { good: 0, fair: 1, poor: 2 };

/** The worst; of equals the first. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce(
    (worst, one) => (ranks[one.level] > ranks[worst.level] ? one : worst),
    well,
  );
}

/** Trouble must last this long to be shown. */
export const worseAfterMs = 3_000;
/** And must have been away this long to be gone: what comes and goes is still there. */
export const betterAfterMs = 5_000;
/** Trouble that comes back so soon was never gone. */
export const relapseWithinMs = 30_000;
/** What came back must have been away this long. */
export const betterAfterRelapseMs = 20_000;

/** What is shown, and since when it has no longer been what is judged. */
export interface SteadyVerdict {
  readonly shown: Verdict;
  /** How long it must have been better to be shown as such. */
  readonly patienceMs: number;
  /** When it last got better; `null` while it has not. */
  readonly betterAt: number | null;
  /** Since when it has been worse, or different and as bad; `null` while it is not. */
  readonly worseSince: number | null;
  readonly betterSince: number | null;
}

export const steadyWell: SteadyVerdict = {
  shown: well,
  patienceMs: betterAfterMs,
  betterAt: null,
  worseSince: null,
  betterSince: null,
};

/** The next shown verdict, of what was judged at `now` (milliseconds). */
export function steady(state: SteadyVerdict, judged: Verdict, now: number): SteadyVerdict {
  const show = (shown: Verdict, change: Partial<SteadyVerdict> = {}): SteadyVerdict => ({
    ...state,
    shown,
    worseSince: null,
    betterSince: null,
    ...change,
  });
  const [was, is] = [ranks[state.shown.level], ranks[judged.level]];
  if (is < was) {
    const betterSince = state.betterSince ?? now;
    if (now - betterSince >= state.patienceMs) return show(judged, { betterAt: now });
    return { ...state, worseSince: null, betterSince };
  }
  if (is === was && refines(state.shown.cause, judged.cause)) return show(judged);
  const worseSince = state.worseSince ?? now;
  if (now - worseSince < worseAfterMs) return { ...state, worseSince, betterSince: null };
  if (is === was) return show(judged);
  const relapsed = state.betterAt !== null && now - state.betterAt < relapseWithinMs;
  return show(judged, { patienceMs: relapsed ? betterAfterRelapseMs : betterAfterMs });
}

/** Whether it is the same cause, with newer numbers or a side where there was none. */
function refines(shown: Cause, judged: Cause): boolean {
  if (shown.kind !== judged.kind) return false;
  const [from, to] = [whereOf(shown), whereOf(judged)];
  return from === to || from === 'between';
}

function whereOf(cause: Cause): Where | null {
  return 'where' in cause ? cause.where : null;
}

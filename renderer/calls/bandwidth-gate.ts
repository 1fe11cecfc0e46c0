/**
 * A gate that shuts where the network bears too little and opens again by itself. Pure: time comes
 * in from outside, in milliseconds; bandwidth is what the sender believes the whole line bears, in
 * bit/s.
 */
export type GateState =
  | {
      readonly gate: 'open';
      /** Since when there has been too little; `null` while there is enough. */
      readonly tooLittleSince: number | null;
      /** When it opened again; `null` where it never was shut. */
      readonly openedAt: number | null;
      /** How often it shut, one time soon after another. */
      readonly shuts: number;
    }
  | {
      readonly gate: 'shut';
      readonly shutAt: number;
      /** Since when there has been enough; `null` while there is not. */
      readonly enoughSince: number | null;
      readonly shuts: number;
    };

export interface GateRules {
  readonly tooLittleBps: number;
  /** How long there must be too little. */
  readonly patienceMs: number;
  readonly enoughBps: number;
  /** How long there must be enough. */
  readonly assuranceMs: number;
  /** The least time shut; doubled each time that opening did not last, up to the longest. */
  readonly firstShutMs: number;
  readonly longestShutMs: number;
  /** After so many times the least time it is tried, whatever the estimate says. */
  readonly trialAfter: number;
  /** An opening that lasted this long is a success. */
  readonly lastingMs: number;
}

/** Whether pictures are sent at all. */
export const pictureRules: GateRules = {
  tooLittleBps: 60_000,
  // One lost estimate is not a slow network.
  patienceMs: 3_000,
  // With sound alone the estimate cannot climb far above what the sound takes (89 kbit/s was seen
  // on a line of 2 Mbit/s): a higher bar would never be passed.
  enoughBps: 80_000,
  assuranceMs: 4_000,
  firstShutMs: 8_000,
  longestShutMs: 120_000,
  // In silence there is nothing to estimate by. A try begins at the estimate, and is up at 2 Mbit/s
  // within 2 s where there are.
  trialAfter: 3,
  lastingMs: 60_000,
};

/**
 * Whether the camera's picture is sent in full width: on a line of 300 kbit/s 720p stands still for
 * seconds, on one of 600 it is what looks best.
 */
export const widthRules: GateRules = {
  tooLittleBps: 300_000,
  patienceMs: 1_000,
  enoughBps: 420_000,
  assuranceMs: 3_000,
  firstShutMs: 5_000,
  longestShutMs: 120_000,
  // A small picture is enough to estimate by.
  trialAfter: Number.POSITIVE_INFINITY,
  lastingMs: 60_000,
};

/** Where a gate begins: shut where the path is expected to bear too little; `null` expects nothing. */
export function beginGate(rules: GateRules, expectedBps: number | null, now: number): GateState {
  return expectedBps !== null && expectedBps < rules.tooLittleBps
    ? { gate: 'shut', shutAt: now, enoughSince: null, shuts: 1 }
    : { gate: 'open', tooLittleSince: null, openedAt: null, shuts: 0 };
}

/** The state after `bandwidthBps` was estimated at `now`; `null` says nothing and changes nothing. */
export function nextGate(
  rules: GateRules,
  state: GateState,
  bandwidthBps: number | null,
  now: number,
): GateState {
  if (bandwidthBps === null) return state;
  return state.gate === 'open'
    ? whileOpen(rules, state, bandwidthBps, now)
    : whileShut(rules, state, bandwidthBps, now);
}

function whileOpen(
  rules: GateRules,
  state: Extract<GateState, { gate: 'open' }>,
  bandwidthBps: number,
  now: number,
): GateState {
  if (bandwidthBps >= rules.tooLittleBps) return { ...state, tooLittleSince: null };
  const tooLittleSince = state.tooLittleSince ?? now;
  if (now - tooLittleSince < rules.patienceMs) return { ...state, tooLittleSince };
  const lasted = state.openedAt === null || now - state.openedAt >= rules.lastingMs;
  return { gate: 'shut', shutAt: now, enoughSince: null, shuts: lasted ? 1 : state.shuts + 1 };
}

function whileShut(
  rules: GateRules,
  state: Extract<GateState, { gate: 'shut' }>,
  bandwidthBps: number,
  now: number,
): GateState {
  const { shutAt, shuts } = state;
  const enough = bandwidthBps >= rules.enoughBps;
  const enoughSince = enough ? (state.enoughSince ?? now) : null;
  const sure = enoughSince !== null && now - enoughSince >= rules.assuranceMs;
  const leastMs = Math.min(rules.longestShutMs, rules.firstShutMs * 2 ** (shuts - 1));
  const shutMs = now - shutAt;
  if ((sure && shutMs >= leastMs) || shutMs >= leastMs * rules.trialAfter) {
    return { gate: 'open', tooLittleSince: null, openedAt: now, shuts };
  }
  return { ...state, enoughSince };
}

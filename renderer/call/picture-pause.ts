/**
 * Whether the picture is sent. Pure: time comes in from outside, in milliseconds; bandwidth is what
 * the sender believes the line bears, in bit/s, with the sound's share in it.
 */
export type PictureState =
  | {
      readonly picture: 'sent';
      /** Since when there has been too little; `null` while there is enough. */
      readonly tooLittleSince: number | null;
      /** When it came back; `null` where it never was away. */
      readonly returnedAt: number | null;
      /** How often it went away, one time soon after another. */
      readonly pauses: number;
    }
  | {
      readonly picture: 'paused';
      readonly pausedAt: number;
      /** Since when there has been enough; `null` while there is not. */
      readonly enoughSince: number | null;
      readonly pauses: number;
    };

export const pictureRules = {
  /** Under this the sound alone is what a line bears. */
  tooLittleBps: 60_000,
  /** One lost estimate is not a slow network. */
  patienceMs: 3_000,
  /**
   * With sound alone the estimate cannot climb far above what the sound takes (89 kbit/s was seen
   * on a line of 2 Mbit/s): a higher bar would never be passed.
   */
  enoughBps: 80_000,
  assuranceMs: 4_000,
  /** The least time away; doubled each time that it did not last. */
  firstPauseMs: 8_000,
  longestPauseMs: 120_000,
  /**
   * After so many pauses' time it is tried whatever the estimate says: in silence there is nothing
   * to estimate by. A try begins at the estimate, and is up at 2 Mbit/s within 2 s where there are.
   */
  trialAfterPauses: 3,
  /** A picture that stayed this long has lasted. */
  lastingMs: 60_000,
} as const;

export const initialPicture: PictureState = {
  picture: 'sent',
  tooLittleSince: null,
  returnedAt: null,
  pauses: 0,
};

/** The state after `bandwidthBps` was estimated at `now`; `null` says nothing and changes nothing. */
export function nextPicture(
  state: PictureState,
  bandwidthBps: number | null,
  now: number,
): PictureState {
  if (bandwidthBps === null) return state;
  return state.picture === 'sent'
    ? whileSent(state, bandwidthBps, now)
    : whilePaused(state, bandwidthBps, now);
}

function whileSent(
  state: Extract<PictureState, { picture: 'sent' }>,
  bandwidthBps: number,
  now: number,
): PictureState {
  if (bandwidthBps >= pictureRules.tooLittleBps) return { ...state, tooLittleSince: null };
  const tooLittleSince = state.tooLittleSince ?? now;
  if (now - tooLittleSince < pictureRules.patienceMs) return { ...state, tooLittleSince };
  const lasted = state.returnedAt === null || now - state.returnedAt >= pictureRules.lastingMs;
  const pauses = lasted ? 1 : state.pauses + 1;
  return { picture: 'paused', pausedAt: now, enoughSince: null, pauses };
}

function whilePaused(
  state: Extract<PictureState, { picture: 'paused' }>,
  bandwidthBps: number,
  now: number,
): PictureState {
  const { pausedAt, pauses } = state;
  const enough = bandwidthBps >= pictureRules.enoughBps;
  const enoughSince = enough ? (state.enoughSince ?? now) : null;
  const sure = enoughSince !== null && now - enoughSince >= pictureRules.assuranceMs;
  const away = (now - pausedAt) / pauseMs(pauses);
  if ((sure && away >= 1) || away >= pictureRules.trialAfterPauses) {
    return { picture: 'sent', tooLittleSince: null, returnedAt: now, pauses };
  }
  return { ...state, enoughSince };
}

/** How long the picture stays away at least, the `pauses`th time. */
function pauseMs(pauses: number): number {
  return Math.min(pictureRules.longestPauseMs, pictureRules.firstPauseMs * 2 ** (pauses - 1));
}

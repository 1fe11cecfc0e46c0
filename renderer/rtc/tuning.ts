/** The lines that carry pictures. */
export type PictureLine = 'camera' | 'screen';

/** How one line is sent: what `setParameters` takes. */
export interface Tuning {
  /** In bit/s. */
  readonly maxBitrate: number;
  readonly maxFramerate: number;
  /** What goes first where the line or the machine does not bear both. */
  readonly degradationPreference: 'maintain-resolution' | 'maintain-framerate';
}

/**
 * A face: full width from the first frame on, where Chromium left to itself begins at 320 and takes
 * 20 s to climb. 2.5 Mbit/s is what 720p needs at most.
 */
const camera: Tuning = {
  maxBitrate: 2_500_000,
  maxFramerate: 30,
  degradationPreference: 'maintain-resolution',
};

/** 1080p of text and still windows: nothing may blur, and frames may wait. */
const screenDetail: Tuning = {
  maxBitrate: 3_000_000,
  maxFramerate: 30,
  degradationPreference: 'maintain-resolution',
};

/** 1080p of film and games: nothing may stutter, and lines may soften. */
const screenMotion: Tuning = {
  maxBitrate: 4_000_000,
  maxFramerate: 30,
  degradationPreference: 'maintain-framerate',
};

/**
 * How a picture is sent, by where it comes from and what its track says it shows
 * (W3C MediaStreamTrack Content Hints, section 3.1). A screen without a hint is taken for text.
 */
export function tuningOf(line: PictureLine, contentHint: string): Tuning {
  if (line === 'camera') return camera;
  return contentHint === 'motion' ? screenMotion : screenDetail;
}

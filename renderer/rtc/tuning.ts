import { assertNever } from '@tatap/protocol/signaling';
import type { Sending } from '../peers/peer-link-port.ts';

export type Line = 'audio' | 'camera' | 'screen' | 'screenAudio';

/** How one line is sent: what `setParameters` takes. */
export interface Tuning {
  /** In bit/s. */
  readonly maxBitrate: number;
  readonly maxFramerate?: number;
  /** The largest picture, either way up; not every browser knows it, and then it is ignored. */
  readonly scaleResolutionDownTo?: { readonly maxWidth: number; readonly maxHeight: number };
  /** What goes first where the line or the machine does not bear both. */
  readonly degradationPreference?: 'maintain-resolution' | 'maintain-framerate';
}

/**
 * A face: full width from the first frame on, where Chromium left to itself begins at 320 and takes
 * 20 s to climb. 2.5 Mbit/s is what 720p needs at most.
 */
const camera = {
  all: {
    maxBitrate: 2_500_000,
    maxFramerate: 30,
    scaleResolutionDownTo: { maxWidth: 1280, maxHeight: 720 },
    degradationPreference: 'maintain-resolution',
  },
  small: {
    maxBitrate: 2_500_000,
    maxFramerate: 30,
    scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
    degradationPreference: 'maintain-resolution',
  },
  less: {
    maxBitrate: 250_000,
    maxFramerate: 15,
    scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
    degradationPreference: 'maintain-resolution',
  },
  /** Beside a shared screen a face is looked at in a corner, and the line is the screen's. */
  beside: {
    maxBitrate: 400_000,
    maxFramerate: 20,
    scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
    degradationPreference: 'maintain-resolution',
  },
} as const satisfies Record<Sending['amount'] | 'small' | 'beside', Tuning>;

/** 1080p of text and still windows: nothing may blur, and frames may wait. */
const screenDetail = {
  all: {
    maxBitrate: 3_000_000,
    maxFramerate: 30,
    scaleResolutionDownTo: { maxWidth: 1920, maxHeight: 1080 },
    degradationPreference: 'maintain-resolution',
  },
  less: {
    maxBitrate: 500_000,
    maxFramerate: 5,
    scaleResolutionDownTo: { maxWidth: 1920, maxHeight: 1080 },
    degradationPreference: 'maintain-resolution',
  },
} as const satisfies Record<Sending['amount'], Tuning>;

/** 1080p of film and games: nothing may stutter, and lines may soften. */
const screenMotion = {
  all: {
    maxBitrate: 4_000_000,
    maxFramerate: 30,
    scaleResolutionDownTo: { maxWidth: 1920, maxHeight: 1080 },
    degradationPreference: 'maintain-framerate',
  },
  less: {
    maxBitrate: 500_000,
    maxFramerate: 15,
    scaleResolutionDownTo: { maxWidth: 1280, maxHeight: 720 },
    degradationPreference: 'maintain-framerate',
  },
} as const satisfies Record<Sending['amount'], Tuning>;

/** Opus's own bitrate; on the wire it is twice as much, because RED sends each frame twice. */
const sound = {
  all: { maxBitrate: 32_000 },
  less: { maxBitrate: 12_000 },
} as const satisfies Record<Sending['amount'], Tuning>;

/** Music and film among it: twice what speech needs. */
const screenSound = {
  all: { maxBitrate: 64_000 },
  less: { maxBitrate: 24_000 },
} as const satisfies Record<Sending['amount'], Tuning>;

/** What decides beside the line itself. */
export interface TuningFor extends Pick<Sending, 'amount' | 'width'> {
  /** Whether this side shares its screen. */
  readonly screen: 'shared' | 'none';
}

/**
 * How a line is sent, by where it comes from and what its track says it shows
 * (W3C MediaStreamTrack Content Hints, section 3.1). A screen without a hint is taken for text.
 *
 * @returns the same object for the same case
 */
export function tuningOf(
  line: Line,
  contentHint: string,
  { amount, width, screen }: TuningFor,
): Tuning {
  switch (line) {
    case 'audio':
      return sound[amount];
    case 'camera':
      if (amount === 'less') return camera.less;
      if (screen === 'shared') return camera.beside;
      return width === 'small' ? camera.small : camera.all;
    case 'screen':
      return (contentHint === 'motion' ? screenMotion : screenDetail)[amount];
    case 'screenAudio':
      return screenSound[amount];
    default:
      return assertNever(line);
  }
}

import { assertNever } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';
import type { PictureSign } from '../setup/ports.ts';
import { type Heard, listenTo } from './track-sound.ts';

const lookEveryMs = 50;

/** Small enough to read at once, large enough that a lit corner shows. */
const width = 32;
const height = 18;

/** Looks at what a camera sends, as soon as there is a picture, until the scope ends. */
export function watchPicture(
  scope: Scope,
  clock: Clock,
  track: MediaStreamTrack,
  tell: (sign: PictureSign) => void,
): void {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  let cancel = () => {};
  scope.own(() => {
    cancel();
    video.srcObject = null;
  });
  const look = () => {
    if (drawing !== null && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      drawing.drawImage(video, 0, 0, width, height);
      const { data } = drawing.getImageData(0, 0, width, height);
      const { videoWidth, videoHeight } = video;
      tell({ width: videoWidth, height: videoHeight, brightest: brightestOf(data) });
    }
    cancel = clock.after(lookEveryMs, look);
  };
  cancel = clock.after(lookEveryMs, look);
  // Refused where nothing may play unasked, or when it is taken away again: then nothing is told.
  video.play().catch(() => undefined);
}

/** The highest of red, green and blue anywhere, 0 to 255; `data` is RGBA. */
export function brightestOf(data: Uint8ClampedArray): number {
  let brightest = 0;
  for (let index = 0; index < data.length; index += 4) {
    brightest = Math.max(brightest, data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0);
  }
  return brightest;
}

/** At 48 kHz these are 85 ms: looking every 50 ms misses nothing. */
const windowSamples = 4096;

/**
 * Reports the highest sample of a microphone every 50 ms until the scope ends. Without an output
 * device it reports the loudness (RMS, 0 to 1) instead.
 */
export function watchSound(
  scope: Scope,
  clock: Clock,
  track: MediaStreamTrack,
  tell: (peak: number) => void,
): void {
  const sound = listenTo(track, windowSamples);
  scope.own(() => sound.close());
  let cancel = () => {};
  scope.own(() => cancel());
  const look = () => {
    const peak = peakIn(sound.look());
    if (peak !== null) tell(peak);
    cancel = clock.after(lookEveryMs, look);
  };
  cancel = clock.after(lookEveryMs, look);
}

function peakIn(heard: Heard): number | null {
  switch (heard.as) {
    case 'samples':
      return peakOf(heard.samples);
    case 'loudness':
      return heard.rms;
    case 'nothing':
      return null;
    default:
      return assertNever(heard);
  }
}

/** The largest distance from zero, 0 to 1. */
export function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

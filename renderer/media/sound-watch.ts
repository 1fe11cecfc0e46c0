import { assertNever } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';
import { type Heard, listenTo } from './track-sound.ts';

const lookEveryMs = 50;

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

import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';
import { type LinkLevel, levelByLink } from './level-by-link.ts';

const lookEveryMs = 50;

/** At 48 kHz these are 85 ms: looking every 50 ms misses nothing. */
const windowSamples = 4096;

/** A context that does not run after so many looks, half a second, has no speaker to run on. */
const patience = 10;

/**
 * Tells the highest sample of what a microphone sends, until the scope ends; where only its loudness
 * is to be had, that.
 */
export function watchSound(
  scope: Scope,
  clock: Clock,
  track: MediaStreamTrack,
  tell: (peak: number) => void,
): void {
  const context = new AudioContext();
  scope.own(() => void context.close().catch(() => undefined));
  const analyser = context.createAnalyser();
  analyser.fftSize = windowSamples;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  context.resume().catch(() => undefined);
  const samples = new Float32Array(analyser.fftSize);
  let cancel = () => {};
  scope.own(() => cancel());
  let looks = 0;
  let link: LinkLevel | null = null;
  scope.own(() => link?.close());
  const look = () => {
    looks += 1;
    // Before it runs, the analyser shows zeros that no microphone has sent.
    if (context.state === 'running' && context.currentTime > 0) {
      analyser.getFloatTimeDomainData(samples);
      tell(peakOf(samples));
    } else if (looks >= patience) {
      link ??= levelByLink(track);
      const level = link.read();
      if (level !== null) tell(level);
    }
    cancel = clock.after(lookEveryMs, look);
  };
  cancel = clock.after(lookEveryMs, look);
}

/** The largest distance from zero, 0 to 1. */
export function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

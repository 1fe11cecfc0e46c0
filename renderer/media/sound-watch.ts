import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';

const lookEveryMs = 50;

/** At 48 kHz these are 85 ms: looking every 50 ms misses nothing. */
const windowSamples = 4096;

/** Tells the highest sample of what a microphone sends, until the scope ends. */
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
  const look = () => {
    // Before it runs, the analyser shows zeros that no microphone has sent.
    if (context.state === 'running' && context.currentTime > 0) {
      analyser.getFloatTimeDomainData(samples);
      tell(peakOf(samples));
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

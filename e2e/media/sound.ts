import type { Locator } from '@playwright/test';

/** What is heard of a stream over a short while. */
export interface Sound {
  /** Loudest moment, RMS from 0 to 1. */
  readonly level: number;
  /** Frequency with the most energy at that moment, in Hz. */
  readonly dominantHz: number;
}

/**
 * Listens to the stream that a `video` or `audio` element plays, for `durationMs`: longer than a
 * burst and its pause, so that a tone is never missed and silence is really silent. Nothing is heard
 * of an element that does not play: in Chromium, a video without a first picture.
 */
export async function listen(element: Locator, durationMs = 600): Promise<Sound> {
  return element.evaluate(async (media, duration) => {
    if (!(media instanceof HTMLMediaElement)) throw new Error('not a media element');
    const stream = media.srcObject;
    const plays = !media.paused && !media.muted && media.readyState >= media.HAVE_FUTURE_DATA;
    if (!plays || !(stream instanceof MediaStream) || stream.getAudioTracks().length === 0) {
      return { level: 0, dominantHz: 0 };
    }
    const context = new AudioContext();
    await context.resume();
    const analyser = context.createAnalyser();
    analyser.fftSize = 4096;
    analyser.smoothingTimeConstant = 0;
    context.createMediaStreamSource(stream).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    let loudest = { level: 0, dominantHz: 0 };
    const until = context.currentTime + duration / 1000;
    while (context.currentTime < until) {
      analyser.getFloatTimeDomainData(wave);
      const level = Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length);
      if (level > loudest.level) {
        analyser.getFloatFrequencyData(spectrum);
        const peak = spectrum.reduce(
          (best, value, bin) => (value > (spectrum[best] ?? 0) ? bin : best),
          1,
        );
        loudest = { level, dominantHz: (peak * context.sampleRate) / analyser.fftSize };
      }
      await new Promise(requestAnimationFrame);
    }
    await context.close();
    return loudest;
  }, durationMs);
}

/** Below this a stream counts as silent: what comfort noise and rounding leave. */
export const silence = 0.003;

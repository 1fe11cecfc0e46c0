/** What is quieter than this is shown as silence: the noise of a quiet room. */
const floorDb = -60;

/**
 * Loudness of samples from -1 to 1 as 0 to 1, along decibels, which is how people hear: 0 at
 * -60 dBFS and below, 1 at full scale.
 */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return levelOfRms(Math.sqrt(sum / Math.max(1, samples.length)));
}

/** Like `levelOf`, for a root mean square from 0 to 1. */
export function levelOfRms(rms: number): number {
  if (rms === 0) return 0;
  const db = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, 1 - db / floorDb));
}

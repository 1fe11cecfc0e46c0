import { signal } from '@preact/signals-core';
import { assertNever } from '@tatap/protocol/signaling';
import { type Heard, listenTo } from './track-sound.ts';

/** 20 times a second: as smooth as a bar needs to be. */
const intervalMs = 50;

/** Measures the loudness of a stream until closed. */
export function meterStream(stream: MediaStream) {
  const level = signal(0);
  const [track] = stream.getAudioTracks();
  const sound = track === undefined ? null : listenTo(track, 2048);
  const timer = setInterval(() => {
    level.value = sound === null ? 0 : loudnessOf(sound.look());
  }, intervalMs);
  return {
    level,
    close() {
      clearInterval(timer);
      level.value = 0;
      sound?.close();
    },
  };
}

function loudnessOf(heard: Heard): number {
  switch (heard.as) {
    case 'samples':
      return levelOf(heard.samples);
    case 'loudness':
      return levelOfRms(heard.rms);
    case 'nothing':
      return 0;
    default:
      return assertNever(heard);
  }
}

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
function levelOfRms(rms: number): number {
  if (rms === 0) return 0;
  const db = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, 1 - db / floorDb));
}

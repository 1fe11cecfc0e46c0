import { signal } from '@preact/signals-core';
import { levelOf, levelOfRms } from './level.ts';
import { type LinkLevel, levelByLink } from './level-by-link.ts';

/** 20 times a second: as smooth as a bar needs to be. */
const intervalMs = 50;

/** A context that does not run after so many looks, half a second, has no speaker to run on. */
const patience = 10;

/** Measures the loudness of a stream until closed. */
export function meterStream(stream: MediaStream) {
  const level = signal(0);
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  // A page that captures may always start its context, but not every browser does so by itself.
  context.resume().catch(() => undefined);
  let looks = 0;
  let link: LinkLevel | null = null;
  const timer = setInterval(() => {
    looks += 1;
    if (context.state === 'running') {
      link?.close();
      link = null;
      analyser.getFloatTimeDomainData(samples);
      level.value = levelOf(samples);
      return;
    }
    const [track] = stream.getAudioTracks();
    if (looks >= patience && track !== undefined) link ??= levelByLink(track);
    level.value = levelOfRms(link?.read() ?? 0);
  }, intervalMs);
  return {
    level,
    close() {
      clearInterval(timer);
      level.value = 0;
      link?.close();
      context.close().catch(() => undefined);
    },
  };
}

import { signal } from '@preact/signals-core';
import { levelOf } from './level.ts';

/** 20 times a second: as smooth as a bar needs to be. */
const intervalMs = 50;

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
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    level.value = levelOf(samples);
  }, intervalMs);
  return {
    level,
    close() {
      clearInterval(timer);
      level.value = 0;
      context.close().catch(() => undefined);
    },
  };
}

import { signal } from '@preact/signals-core';
import { assertNever } from '@tatap/protocol/signaling';
import { levelOf, levelOfRms } from './level.ts';
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

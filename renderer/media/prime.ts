import { effect, type ReadonlySignal } from '@preact/signals-core';
import type { Logger } from '../log.ts';

/**
 * Starts the speaker for a stream that nothing may be heard of yet, so that its first sound does
 * not wait for the speaker: Chromium takes some 30 ms to open one, and lets all players of the same
 * page share it. The player is muted; it needs no gesture and adds nothing to what is heard.
 *
 * @param speakerId `null` is the system's default
 * @returns the end of it
 */
export function primeSpeaker(
  stream: MediaStream,
  speakerId: ReadonlySignal<string | null>,
  log: Logger,
): () => void {
  return effect(() => {
    const player = new Audio();
    player.muted = true;
    let wanted: 'yes' | 'no' = 'yes';
    const start = async (sinkId: string | null) => {
      // The stream comes after the speaker: given it before, the player begins with another.
      if (sinkId !== null) await player.setSinkId?.(sinkId);
      if (wanted === 'no') return;
      player.srcObject = stream;
      await player.play();
    };
    start(speakerId.value).catch((cause) => log.debug('speaker not primed', { cause }));
    return () => {
      wanted = 'no';
      player.srcObject = null;
    };
  });
}

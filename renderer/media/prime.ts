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
  const player = new Audio();
  player.muted = true;
  const follow = effect(() => {
    const sinkId = speakerId.value ?? '';
    if (sinkId === player.sinkId || player.setSinkId === undefined) return;
    player.setSinkId(sinkId).catch((cause) => log.debug('speaker not primed', { cause }));
  });
  player.srcObject = stream;
  player.play().catch((cause) => log.debug('speaker not primed', { cause }));
  return () => {
    follow();
    player.srcObject = null;
  };
}

import { effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { PlayedSound } from '../call/ports.ts';
import type { Logger } from '../log.ts';

export interface PlaySoundOptions {
  /** Whose sound it is; the player's element says so. */
  readonly of: 'person' | 'screen';
  readonly stream: MediaStream;
  /** Where it goes; `null` is the system's default. May change meanwhile. */
  readonly speakerId: ReadonlySignal<string | null>;
  readonly log: Logger;
}

/**
 * Plays the sound of a stream, muted at first: Chromium takes some 30 ms to open a speaker and to
 * begin with a stream, and needs no gesture for what nobody hears.
 *
 * Sound has players of its own, apart from the views: in Chromium a video element keeps silent until
 * the first picture has come, which may take a second, or never be (nextcloud/spreed#2035), and what
 * is heard should not wait for what is drawn. Lips and words stay together, because the receiver
 * plays the tracks of one stream in step.
 */
export function playSound({ of, stream, speakerId, log }: PlaySoundOptions): PlayedSound {
  const player = new Audio();
  player.muted = true;
  player.dataset['of'] = of;
  const playback = signal<'playing' | 'silent'>('playing');
  const ended = new AbortController();

  const start = async () => {
    try {
      await player.play();
      playback.value = 'playing';
    } catch (error) {
      // An interrupted load is no refusal.
      const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (!isRefused || ended.signal.aborted) return;
      playback.value = 'silent';
      startAtGesture();
    }
  };

  /** The next press anywhere is the gesture that the browser waits for. */
  function startAtGesture(): void {
    const once = new AbortController();
    const signal = AbortSignal.any([once.signal, ended.signal]);
    for (const type of ['pointerdown', 'keydown', 'click']) {
      addEventListener(
        type,
        () => {
          once.abort();
          void start();
        },
        { signal },
      );
    }
  }

  const begin = () => {
    if (ended.signal.aborted) return;
    player.srcObject = stream;
    void start();
  };
  /** The speaker is being chosen for the first time; `null` where the player has the right one. */
  let routing: Promise<void> | null = null;
  const stopRouting = effect(() => {
    const sinkId = speakerId.value ?? '';
    if (player.sinkId === sinkId) return;
    // One that has just been unplugged is refused; the next snapshot names another.
    const chosen = player.setSinkId?.(sinkId);
    routing = chosen?.catch((cause) => log.debug('speaker not chosen', { cause })) ?? null;
  });
  // Given its stream before the speaker, the player would begin with the one that it had.
  if (routing === null) begin();
  else void (routing as Promise<void>).then(begin);

  return {
    playback,
    unmute() {
      player.muted = false;
      document.body.append(player);
      // A browser that wants a gesture for sound has paused the player.
      void start();
    },
    stop() {
      ended.abort();
      stopRouting();
      player.srcObject = null;
      player.remove();
    },
  };
}

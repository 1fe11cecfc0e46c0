import { effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { PlayedSound } from '../calls/ports.ts';
import type { Logger } from '../log.ts';

export interface SoundPlayerOptions {
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
export class SoundPlayer implements PlayedSound {
  readonly playback = signal<'playing' | 'silent'>('playing');
  readonly #element = new Audio();
  readonly #stream: MediaStream;
  readonly #log: Logger;
  readonly #ended = new AbortController();
  readonly #stopRouting: () => void;

  constructor({ of, stream, speakerId, log }: SoundPlayerOptions) {
    this.#stream = stream;
    this.#log = log;
    this.#element.muted = true;
    this.#element.dataset['of'] = of;
    const routing = this.#route(speakerId.peek());
    // Given its stream before the speaker, the player would begin with the one that it had.
    if (routing === null) this.#begin();
    else void routing.then(() => this.#begin());
    this.#stopRouting = effect(() => void this.#route(speakerId.value));
  }

  unmute(): void {
    this.#element.muted = false;
    // Whoever looks into the page finds there what it plays.
    document.body.append(this.#element);
    // A browser that wants a gesture for sound has paused the player.
    void this.#play();
  }

  stop(): void {
    this.#ended.abort();
    this.#stopRouting();
    this.#element.srcObject = null;
    this.#element.remove();
  }

  /** `null` where the player has the speaker already. */
  #route(speakerId: string | null): Promise<void> | null {
    const sinkId = speakerId ?? '';
    if (this.#element.sinkId === sinkId) return null;
    // One that has just been unplugged is refused; the next snapshot names another.
    const chosen = this.#element.setSinkId?.(sinkId);
    return chosen?.catch((cause) => this.#log.debug('speaker not chosen', { cause })) ?? null;
  }

  #begin(): void {
    if (this.#ended.signal.aborted) return;
    this.#element.srcObject = this.#stream;
    void this.#play();
  }

  async #play(): Promise<void> {
    try {
      await this.#element.play();
      this.playback.value = 'playing';
    } catch (error) {
      // An interrupted load is no refusal.
      const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (!isRefused || this.#ended.signal.aborted) return;
      this.playback.value = 'silent';
      this.#playAtGesture();
    }
  }

  /** The next press anywhere is the gesture that the browser waits for. */
  #playAtGesture(): void {
    const pressed = new AbortController();
    const signal = AbortSignal.any([pressed.signal, this.#ended.signal]);
    const play = () => {
      pressed.abort();
      void this.#play();
    };
    for (const type of ['pointerdown', 'keydown', 'click']) {
      addEventListener(type, play, { signal });
    }
  }
}

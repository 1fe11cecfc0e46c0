import { computed, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { ScreenState } from '@tatap/protocol/control';
import type { PeerLink } from '../peers/peer-link-port.ts';
import type { Scope } from '../scope.ts';
import type { PlayedSound, SpeakerPort } from './ports.ts';

/** What the other side sends to be heard: a voice, and what its shared screen plays. */
export class RemoteSound {
  readonly #voice = signal<PlayedSound | null>(null);
  readonly #screen = signal<PlayedSound | null>(null);
  readonly #open = signal(false);
  readonly #speaker: SpeakerPort;
  readonly #link: PeerLink;

  /** `silent`: the browser waits for a gesture before it lets anything be heard. */
  readonly playback: ReadonlySignal<'playing' | 'silent'> = computed(() => {
    const sounds = [this.#voice.value, this.#screen.value];
    return sounds.some((one) => one?.playback.value === 'silent') ? 'silent' : 'playing';
  });

  /** @param scope ends all of it */
  constructor(
    scope: Scope,
    speaker: SpeakerPort,
    link: PeerLink,
    screen: ReadonlySignal<ScreenState | null>,
  ) {
    this.#speaker = speaker;
    this.#link = link;
    const shown = computed(() => this.#open.value && screen.value?.picture === 'shared');
    scope.own(effect(() => (shown.value ? this.#playScreen() : undefined)));
    scope.own(() => this.#voice.peek()?.stop());
  }

  /** Whether the other side may be heard. */
  get isOpen(): boolean {
    return this.#open.peek();
  }

  /** It may be answered any moment now: the speaker is opened while it rings, and gives no sound. */
  prime(): void {
    this.#voice.value ??= this.#speaker.play('person', this.#link.remote);
  }

  /** Lets the other side be heard. */
  open(): void {
    this.prime();
    this.#voice.peek()?.unmute();
    this.#open.value = true;
  }

  #playScreen(): () => void {
    const played = this.#speaker.play('screen', this.#link.remoteScreen);
    played.unmute();
    this.#screen.value = played;
    return () => {
      played.stop();
      this.#screen.value = null;
    };
  }
}

import { batch, type ReadonlySignal, signal } from '@preact/signals-core';
import type { HoldState } from '@tatap/protocol/control';
import type { LocalMedia } from './ports.ts';

/**
 * The own hold of a call. It says only that the call is held: what the person wants of camera and
 * microphone belongs to `LocalMedia`, so that nothing has to be put back when the hold ends.
 */
export class OwnHold {
  readonly #state = signal<HoldState>('running');

  get state(): ReadonlySignal<HoldState> {
    return this.#state;
  }

  /** Idempotent. */
  set(state: HoldState, media: LocalMedia | null): void {
    batch(() => {
      this.#state.value = state;
      media?.setHeld(state === 'held');
    });
  }

  /** The call is over. */
  forget(): void {
    this.#state.value = 'running';
  }
}

import { batch, type ReadonlySignal, signal } from '@preact/signals-core';
import type { HoldState } from '@tatap/protocol/control';
import type { LocalMedia } from './ports.ts';

/** The own hold of a call. While it lasts the camera is off, and so is its light. */
export class OwnHold {
  readonly #state = signal<HoldState>('running');
  readonly #cameraBefore = signal<'on' | 'off'>('off');

  get state(): ReadonlySignal<HoldState> {
    return this.#state;
  }

  /** What the camera was when the hold began, and will be when it ends. */
  get cameraBefore(): ReadonlySignal<'on' | 'off'> {
    return this.#cameraBefore;
  }

  /** Idempotent, as `end` is. */
  begin(media: LocalMedia | null): void {
    if (this.#state.peek() === 'held') return;
    const camera = media?.camera.peek() === 'on' ? 'on' : 'off';
    batch(() => {
      this.#cameraBefore.value = camera;
      this.#state.value = 'held';
      if (camera === 'on') media?.setCamera(false);
    });
  }

  /** The camera is as it was, unless it was turned on meanwhile. */
  end(media: LocalMedia | null): void {
    if (this.#state.peek() === 'running') return;
    batch(() => {
      this.#state.value = 'running';
      if (this.#cameraBefore.peek() === 'on') media?.setCamera(true);
    });
  }

  /** The call is over. */
  forget(): void {
    this.#state.value = 'running';
  }
}

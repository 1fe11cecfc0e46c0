import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Clock } from '../../../clock.ts';

/** Controls go this long after the last movement. */
export const fadeAfterMs = 3_000;

/** What keeps the controls in sight however long nobody moves. */
export type Hold = 'hover' | 'keyboard' | 'pinned';

/** Decides when the controls over a picture are in sight. */
export interface Fading {
  readonly visible: ReadonlySignal<boolean>;
  /** The person moved, touched or pressed something: the controls come back. */
  wake(): void;
  /** Puts a hold on the controls, or lifts it; the time starts anew when the last is lifted. */
  hold(what: Hold, on: boolean): void;
  /** Stops the timer. */
  close(): void;
}

export function createFading(clock: Clock): Fading {
  const awake = signal(true);
  const holds = signal<ReadonlySet<Hold>>(new Set());
  let cancel = () => {};

  const wake = () => {
    cancel();
    awake.value = true;
    cancel = clock.after(fadeAfterMs, () => {
      awake.value = false;
    });
  };
  wake();

  return {
    visible: computed(() => awake.value || holds.value.size > 0),
    wake,
    hold(what, on) {
      if (holds.peek().has(what) === on) return;
      const next = new Set(holds.peek());
      if (on) next.add(what);
      else next.delete(what);
      holds.value = next;
      if (!on) wake();
    },
    close: () => cancel(),
  };
}

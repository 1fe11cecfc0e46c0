import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type {
  ScreenPickerModel,
  ScreenSource,
  ScreenSources,
} from '../../../calls/screen-picker.ts';
import type { Clock } from '../../../clock.ts';

/** How often the pictures are taken anew: each time every window is drawn once more. */
const refreshMs = 2_000;

/** What the picker shows. */
export type Offer = { readonly outcome: 'reading' } | ScreenSources;

/** What can be picked, kept up to date while the picker is open, and what is picked. */
export interface ScreenChoice {
  readonly offer: ReadonlySignal<Offer>;
  /** The picked one; `null` where nothing is, or it has gone. */
  readonly picked: ReadonlySignal<ScreenSource | null>;
  pick(id: string): void;
  /** Looks again after a failure. */
  retry(): void;
  close(): void;
}

/** Begins to look, and goes on looking until closed. Picks the first screen by itself. */
export function createScreenChoice(
  picker: Pick<ScreenPickerModel, 'sources'>,
  clock: Clock,
): ScreenChoice {
  const offer = signal<Offer>({ outcome: 'reading' });
  const pickedId = signal<string | null>(null);
  let life: 'open' | 'closed' = 'open';
  let cancel = () => {};

  const picked = computed(() => {
    const now = offer.value;
    if (now.outcome !== 'listed') return null;
    return now.sources.find(({ id }) => id === pickedId.value) ?? null;
  });

  async function look(): Promise<void> {
    const next = await picker.sources();
    if (life === 'closed') return;
    if (next.outcome === 'listed') {
      pickedId.value ??= next.sources[0]?.id ?? null;
      cancel = clock.after(refreshMs, () => void look());
    }
    offer.value = next;
  }
  void look();

  return {
    offer,
    picked,
    pick(id) {
      pickedId.value = id;
    },
    retry() {
      offer.value = { outcome: 'reading' };
      void look();
    },
    close() {
      life = 'closed';
      cancel();
    },
  };
}

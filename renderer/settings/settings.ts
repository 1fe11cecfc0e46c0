import { batch, computed, signal } from '@preact/signals-core';
import type { SettingsPatch } from '@tatap/protocol/settings';
import { applyPatch } from './apply.ts';
import type { SettingsModel } from './model.ts';
import type { SettingsPort } from './ports.ts';

/** The settings model; `dispose` stops following other windows. */
export interface RunningSettings extends SettingsModel {
  dispose(): void;
}

/** A change on its way to the host. */
interface Change {
  readonly number: number;
  readonly patch: SettingsPatch;
}

/**
 * Reads the settings once; from then on they are at hand without waiting. What is shown is what the
 * host has said last, with the changes over it that the host has not answered yet: an answer to an
 * earlier change, or the change of another window, takes none of them back.
 */
export async function loadSettings(port: SettingsPort): Promise<RunningSettings> {
  const read = await port.read();
  const kept = signal(read.settings);
  const changes = signal<readonly Change[]>([]);
  const keptAside = signal(read.keptAside);
  let lastNumber = 0;
  /** The latest change whose answer is in `kept`. */
  let answered = 0;
  const stop = port.onChanged((changed) => {
    kept.value = changed;
  });

  return {
    settings: computed(() =>
      changes.value.reduce((so, { patch }) => applyPatch(so, patch), kept.value),
    ),
    keptAside,
    dismissKeptAside() {
      keptAside.value = null;
    },
    async write(patch) {
      lastNumber += 1;
      const change: Change = { number: lastNumber, patch };
      changes.value = [...changes.value, change];
      const settings = await port.write(patch);
      // The host takes changes in their order: this answer holds the earlier ones, too, and an
      // answer that was overtaken knows less than the one that came before it.
      if (change.number < answered) return;
      answered = change.number;
      batch(() => {
        kept.value = settings;
        changes.value = changes.value.filter(({ number }) => number > answered);
      });
    },
    dispose: stop,
  };
}

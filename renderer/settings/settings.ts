import { signal } from '@preact/signals-core';
import { applyPatch } from './apply.ts';
import type { SettingsModel } from './model.ts';
import type { SettingsPort } from './ports.ts';

/** The settings model; `dispose` stops following other windows. */
export interface RunningSettings extends SettingsModel {
  dispose(): void;
}

/** Reads the settings once; from then on they are at hand without waiting. */
export async function loadSettings(port: SettingsPort): Promise<RunningSettings> {
  const read = await port.read();
  const settings = signal(read.settings);
  const keptAside = signal(read.keptAside);
  const stop = port.onChanged((changed) => {
    settings.value = changed;
  });

  return {
    settings,
    keptAside,
    dismissKeptAside() {
      keptAside.value = null;
    },
    async write(patch) {
      // Shown at once; what was kept is taken over when the host has it.
      settings.value = applyPatch(settings.peek(), patch);
      settings.value = await port.write(patch);
    },
    dispose: stop,
  };
}

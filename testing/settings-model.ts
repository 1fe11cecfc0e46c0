import { signal } from '@preact/signals-core';
import { applyPatch, defaultSettings, type Settings } from '@tatap/protocol/settings';
import type { SettingsModel } from '../renderer/settings/model.ts';

/** Settings in memory. */
export function fakeSettings(change: Partial<Settings> = {}): SettingsModel {
  const settings = signal<Settings>({ ...defaultSettings, ...change });
  const keptAside = signal<string | null>(null);
  return {
    settings,
    keptAside,
    dismissKeptAside() {
      keptAside.value = null;
    },
    async write(patch) {
      settings.value = applyPatch(settings.value, patch);
    },
  };
}

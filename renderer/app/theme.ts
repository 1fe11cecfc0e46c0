import { effect } from '@preact/signals-core';
import type { KeyValueStore } from '../key-value.ts';
import type { SettingsModel } from '../settings/model.ts';

/** Keeps the theme where `renderer/public/theme.js` finds it before the next start's first paint. */
export function rememberTheme(settings: SettingsModel, store: KeyValueStore): () => void {
  return effect(() => {
    const { theme } = settings.settings.value;
    store.write('theme', theme === 'system' ? null : theme);
  });
}

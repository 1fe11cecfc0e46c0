import { applyPatch, defaultSettings, settings } from '@tatap/protocol/settings';
import { type KeyValueStore, readJson } from '../../key-value.ts';
import type { Logger } from '../../log.ts';
import type { SettingsPort } from '../../settings/ports.ts';

const settingsKey = 'settings';
const unreadableKey = 'settings.unreadable';

/** The settings of a browser, which all of its tabs share. */
export function createWebSettings(store: KeyValueStore, log: Logger): SettingsPort {
  const parsed = () => readJson(store, settingsKey, settings);
  function kept() {
    const read = parsed();
    return read?.ok ? read.value : defaultSettings;
  }
  return {
    async read() {
      const read = parsed();
      if (read === null || read.ok) return { settings: kept(), keptAside: null };
      log.error('settings not readable, defaults used', { issue: read.issue });
      store.write(unreadableKey, store.read(settingsKey));
      store.write(settingsKey, null);
      return { settings: kept(), keptAside: unreadableKey };
    },
    async write(patch) {
      // Over what is kept now: another tab may have changed something else meanwhile.
      const next = applyPatch(kept(), patch);
      store.write(settingsKey, JSON.stringify(next));
      return next;
    },
    onChanged: (listener) => store.onChanged(settingsKey, () => listener(kept())),
  };
}

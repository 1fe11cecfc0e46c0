import {
  defaultSettings,
  type Settings,
  type SettingsPatch,
  settings,
  settingsPatch,
} from '@tatap/protocol/settings';
import { parse } from '@tatap/protocol/signaling';
import { type KeyValueStore, readJson } from '../../key-value.ts';
import type { Logger } from '../../log.ts';
import { applyPatch } from '../../settings/apply.ts';
import type { SettingsPort } from '../../settings/ports.ts';

const settingsKey = 'settings';
const unreadableKey = 'settings.unreadable';

export interface WebSettingsOptions {
  readonly store: KeyValueStore;
  readonly log: Logger;
}

/** The settings of a browser, which all of its tabs share. */
export class WebSettings implements SettingsPort {
  readonly #options: WebSettingsOptions;

  constructor(options: WebSettingsOptions) {
    this.#options = options;
  }

  async read() {
    const { store, log } = this.#options;
    const kept = readJson(store, settingsKey, settings);
    if (kept === null) return { settings: defaultSettings, keptAside: null };
    if (kept.ok) return { settings: kept.value, keptAside: null };
    log.error('settings not readable, defaults used', { issue: kept.issue });
    store.write(unreadableKey, store.read(settingsKey));
    store.write(settingsKey, null);
    return { settings: defaultSettings, keptAside: unreadableKey };
  }

  async write(patch: SettingsPatch): Promise<Settings> {
    const { store, log } = this.#options;
    const parsed = parse(settingsPatch, patch);
    // Over what is kept now: another tab may have changed something else meanwhile.
    const kept = this.#kept();
    if (!parsed.ok) {
      log.error('settings refused', { issue: parsed.issue });
      return kept;
    }
    const next = applyPatch(kept, parsed.value);
    store.write(settingsKey, JSON.stringify(next));
    return next;
  }

  onChanged(listener: (settings: Settings) => void): () => void {
    return this.#options.store.onChanged(settingsKey, () => listener(this.#kept()));
  }

  #kept(): Settings {
    const kept = readJson(this.#options.store, settingsKey, settings);
    return kept?.ok ? kept.value : defaultSettings;
  }
}

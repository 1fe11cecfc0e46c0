import type { Bridge } from '@tatap/protocol/ipc';
import { defaultSettings, type Settings, type SettingsPatch } from '@tatap/protocol/settings';
import type { Logger } from '../../log.ts';
import { applyPatch } from '../../settings/apply.ts';
import type { SettingsPort } from '../../settings/ports.ts';

/** The settings file of the main process. What it cannot keep lasts until the program ends. */
export class DesktopSettings implements SettingsPort {
  readonly #bridge: Bridge;
  readonly #log: Logger;
  #last: Settings = defaultSettings;

  constructor(bridge: Bridge, log: Logger) {
    this.#bridge = bridge;
    this.#log = log;
  }

  async read() {
    try {
      const read = await this.#bridge.invoke('settings.read', undefined);
      this.#last = read.settings;
      return read;
    } catch (cause) {
      this.#log.error('settings not read', { cause });
      return { settings: this.#last, keptAside: null };
    }
  }

  async write(patch: SettingsPatch): Promise<Settings> {
    try {
      this.#last = await this.#bridge.invoke('settings.write', patch);
    } catch (cause) {
      this.#log.error('settings not kept', { cause });
      this.#last = applyPatch(this.#last, patch);
    }
    return this.#last;
  }

  onChanged(listener: (settings: Settings) => void): () => void {
    return this.#bridge.on('settings.changed', (settings) => {
      this.#last = settings;
      listener(settings);
    });
  }
}

import { computed, signal } from '@preact/signals-core';
import {
  applyPatch,
  defaultSettings,
  type Settings,
  type SettingsPatch,
  settingsPatch,
} from '@tatap/protocol/settings';
import { parse } from '@tatap/protocol/signaling';
import type { Logger } from '../log.ts';
import type { SettingsModel } from './model.ts';
import type { SettingsPort } from './ports.ts';

/** The settings model; `dispose` stops following other pages. */
export interface RunningSettings extends SettingsModel {
  dispose(): void;
}

/** What the host has kept, and the changes that it has not answered yet, in their order. */
interface State {
  readonly kept: Settings;
  readonly changes: readonly SettingsPatch[];
}

/**
 * Reads the settings once; from then on they are at hand without waiting. A change is shown at once:
 * the page shows what is kept with the unanswered changes over it, so neither an earlier answer nor
 * a change of another page takes one back. A change that the host could not keep stays unanswered:
 * it holds until the page is closed, and goes along with the next change.
 */
export async function loadSettings(port: SettingsPort, log: Logger): Promise<RunningSettings> {
  const read = await port.read().catch((cause: unknown) => {
    log.error('settings not read', { cause });
    return { settings: defaultSettings, keptAside: null };
  });
  const state = signal<State>({ kept: read.settings, changes: [] });
  const keptAside = signal(read.keptAside);
  const dispose = port.onChanged((kept) => {
    state.value = { ...state.peek(), kept };
  });

  return {
    settings: computed(() => state.value.changes.reduce<Settings>(applyPatch, state.value.kept)),
    keptAside,
    dismissKeptAside() {
      keptAside.value = null;
    },
    async write(patch) {
      const parsed = parse(settingsPatch, patch);
      if (!parsed.ok) {
        log.error('settings refused', { issue: parsed.issue });
        return;
      }
      const change = parsed.value;
      const before = state.peek();
      const changes = [...before.changes, change];
      state.value = { ...before, changes };
      try {
        const kept = await port.write(changes.reduce<SettingsPatch>(applyPatch, {}));
        const unanswered = state.peek().changes;
        const index = unanswered.indexOf(change);
        // A later answer came first. It holds this change, too.
        if (index === -1) return;
        state.value = { kept, changes: unanswered.slice(index + 1) };
      } catch (cause) {
        log.error('settings not kept', { cause });
      }
    },
    dispose,
  };
}

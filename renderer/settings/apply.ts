import type { Settings, SettingsPatch } from '@tatap/protocol/settings';

/** `settings` with the fields of `patch` that are there. */
export function applyPatch(settings: Settings, patch: SettingsPatch): Settings {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...settings, ...(Object.fromEntries(given) as Partial<Settings>) };
}

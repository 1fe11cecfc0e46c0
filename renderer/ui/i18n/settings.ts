import { settings as english, choices as englishChoices } from './en/settings.ts';
import type { TranslateOf } from './i18n.ts';
import { settings as indonesian, choices as indonesianChoices } from './id/settings.ts';
import type { English } from './language.ts';
import { useOwnTexts } from './own-texts.ts';

/** The texts of the settings in every language: they come with their screen. */
export const settingsTexts = {
  en: { ...english, ...englishChoices },
  id: { ...indonesian, ...indonesianChoices },
};

export type SettingsCatalog = (typeof settingsTexts)['en'];

export type SettingsText = TranslateOf<English & SettingsCatalog>;

/** The texts of the settings pages, and the app's. */
export function useSettingsText(): SettingsText {
  return useOwnTexts<SettingsCatalog>(settingsTexts);
}

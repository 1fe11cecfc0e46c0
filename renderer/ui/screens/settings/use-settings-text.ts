import type { TranslateOf } from '../../i18n/i18n.ts';
import type { English } from '../../i18n/language.ts';
import { useOwnTexts } from '../../i18n/own-texts.ts';
import { type SettingsCatalog, settingsTexts } from '../../i18n/settings.ts';

export type SettingsText = TranslateOf<English & SettingsCatalog>;

/** The texts of the settings pages, and the app's. */
export function useSettingsText(): SettingsText {
  return useOwnTexts<SettingsCatalog>(settingsTexts);
}

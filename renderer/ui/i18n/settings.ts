import { settings as english, choices as englishChoices } from './en/settings.ts';
import { settings as indonesian, choices as indonesianChoices } from './id/settings.ts';

/** The texts of the settings in every language: they come with their screen. */
export const settingsTexts = {
  en: { ...english, ...englishChoices },
  id: { ...indonesian, ...indonesianChoices },
};

export type SettingsCatalog = (typeof settingsTexts)['en'];

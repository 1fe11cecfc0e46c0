import { settings as en } from './en/settings.ts';
import { settings as id } from './id/settings.ts';
import { ownTexts } from './own-texts.ts';

/** The texts of the settings in every language: they come with their screen. */
export const settingsTexts = { en, id };

export const useSettingsText = ownTexts(settingsTexts);

export type SettingsText = ReturnType<typeof useSettingsText>;

import {
  setup as english,
  setupCures as englishCures,
  setupFindings as englishFindings,
} from './en/setup.ts';
import type { TranslateOf } from './i18n.ts';
import {
  setup as indonesian,
  setupCures as indonesianCures,
  setupFindings as indonesianFindings,
} from './id/setup.ts';
import { useOwnTexts } from './own-texts.ts';

/**
 * The texts of the set-up check in every language. They are many and seldom needed: they come with
 * its screen and not with the app.
 */
export const setupTexts = {
  en: { ...english, ...englishFindings, ...englishCures },
  id: { ...indonesian, ...indonesianFindings, ...indonesianCures },
};

export type SetupCatalog = (typeof setupTexts)['en'];

/** The texts of the check in the person's language. */
export type SetupText = TranslateOf<SetupCatalog>;

export function useSetupText(): SetupText {
  return useOwnTexts<SetupCatalog>(setupTexts);
}

import {
  setup as english,
  setupCures as englishCures,
  setupFindings as englishFindings,
} from './en/setup.ts';
import {
  setup as indonesian,
  setupCures as indonesianCures,
  setupFindings as indonesianFindings,
} from './id/setup.ts';

/**
 * The texts of the set-up check in every language. They are many and seldom needed: they come with
 * its screen and not with the app.
 */
export const setupTexts = {
  en: { ...english, ...englishFindings, ...englishCures },
  id: { ...indonesian, ...indonesianFindings, ...indonesianCures },
};

export type SetupCatalog = (typeof setupTexts)['en'];

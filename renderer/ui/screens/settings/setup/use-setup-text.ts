import { useOwnTexts } from '../../../i18n/own-texts.ts';
import { type SetupCatalog, setupTexts } from '../../../i18n/setup.ts';
import type { SetupText } from './step-words.ts';

/** The texts of the check, in the language in use. */
export function useSetupText(): SetupText {
  return useOwnTexts<SetupCatalog>(setupTexts);
}

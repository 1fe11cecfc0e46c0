import { useMemo } from 'preact/hooks';
import { useI18n } from '../../../i18n/context.tsx';
import { createTranslate } from '../../../i18n/i18n.ts';
import { type SetupCatalog, setupTexts } from '../../../i18n/setup.ts';
import type { SetupText } from './step-words.ts';

/** The texts of the check, in the language in use. */
export function useSetupText(): SetupText {
  const { language, format } = useI18n();
  return useMemo(
    () => createTranslate<SetupCatalog>(language, setupTexts[language], format),
    [language, format],
  );
}

import type { TranslateOf } from '../i18n/i18n.ts';
import type { English } from '../i18n/language.ts';
import { useOwnTexts } from '../i18n/own-texts.ts';
import { type RecoveryCatalog, recoveryTexts } from '../i18n/recovery.ts';

/** The texts about recovery codes, and the app's. */
export function useRecoveryText(): TranslateOf<English & RecoveryCatalog> {
  return useOwnTexts<RecoveryCatalog>(recoveryTexts);
}

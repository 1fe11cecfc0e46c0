import { recovery as english } from './en/recovery.ts';
import type { TranslateOf } from './i18n.ts';
import { recovery as indonesian } from './id/recovery.ts';
import type { English } from './language.ts';
import { useOwnTexts } from './own-texts.ts';

/** The texts about recovery codes in every language. Only the screens with a code load them. */
export const recoveryTexts = { en: english, id: indonesian };

type RecoveryCatalog = (typeof recoveryTexts)['en'];

/** Translates the app's texts and those about recovery codes. */
export function useRecoveryText(): TranslateOf<English & RecoveryCatalog> {
  return useOwnTexts<RecoveryCatalog>(recoveryTexts);
}

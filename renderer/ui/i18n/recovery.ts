import { recovery as english } from './en/recovery.ts';
import type { TranslateOf } from './i18n.ts';
import { recovery as indonesian } from './id/recovery.ts';
import type { English } from './language.ts';
import { useOwnTexts } from './own-texts.ts';

/** The texts about recovery codes in every language: they come with the screens that show one. */
export const recoveryTexts = { en: english, id: indonesian };

type RecoveryCatalog = (typeof recoveryTexts)['en'];

/** The texts about recovery codes, and the app's. */
export function useRecoveryText(): TranslateOf<English & RecoveryCatalog> {
  return useOwnTexts<RecoveryCatalog>(recoveryTexts);
}

import { recovery as english } from './en/recovery.ts';
import { recovery as indonesian } from './id/recovery.ts';

/** The texts about recovery codes in every language: they come with the screens that show one. */
export const recoveryTexts = { en: english, id: indonesian };

export type RecoveryCatalog = (typeof recoveryTexts)['en'];

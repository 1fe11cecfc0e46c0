import { recovery as en } from './en/recovery.ts';
import { recovery as id } from './id/recovery.ts';
import { ownTexts } from './own-texts.ts';

/** The texts about recovery codes in every language. Only the screens with a code load them. */
export const recoveryTexts = { en, id };

export const useRecoveryText = ownTexts(recoveryTexts);

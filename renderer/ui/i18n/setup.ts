import { setup as en } from './en/setup.ts';
import { setup as id } from './id/setup.ts';
import { ownTexts } from './own-texts.ts';

/** The texts of the set-up check in every language: many, and seldom needed. */
export const setupTexts = { en, id };

export const useSetupText = ownTexts(setupTexts);

export type SetupText = ReturnType<typeof useSetupText>;

import { useI18n } from './context.tsx';
import { quality as en } from './en/quality.ts';
import type { I18n } from './i18n.ts';
import { quality as id } from './id/quality.ts';
import { ownTexts } from './own-texts.ts';

/** The texts of a call's quality in every language: they come with the call's screen. */
export const qualityTexts = { en, id };

const useTexts = ownTexts(qualityTexts);

/** The texts of a call's quality, and the app's, with how numbers are written. */
export interface QualityText extends Pick<I18n, 'format'> {
  readonly t: ReturnType<typeof useTexts>;
}

export function useQualityText(): QualityText {
  const { format } = useI18n();
  return { t: useTexts(), format };
}

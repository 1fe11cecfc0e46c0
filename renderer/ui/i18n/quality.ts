import { useI18n } from './context.tsx';
import { quality as english } from './en/quality.ts';
import type { I18n, TranslateOf } from './i18n.ts';
import { quality as indonesian } from './id/quality.ts';
import type { English } from './language.ts';
import { useOwnTexts } from './own-texts.ts';

/** The texts of a call's quality in every language: they come with the call's screen. */
export const qualityTexts = { en: english, id: indonesian };

type QualityCatalog = (typeof qualityTexts)['en'];

/** The texts of a call's quality, and the app's, with how numbers are written. */
export interface QualityText extends Pick<I18n, 'format'> {
  readonly t: TranslateOf<English & QualityCatalog>;
}

export function useQualityText(): QualityText {
  const { format } = useI18n();
  return { t: useOwnTexts<QualityCatalog>(qualityTexts), format };
}

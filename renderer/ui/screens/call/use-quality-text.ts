import { useI18n } from '../../i18n/context.tsx';
import type { I18n, TranslateOf } from '../../i18n/i18n.ts';
import type { English } from '../../i18n/language.ts';
import { useOwnTexts } from '../../i18n/own-texts.ts';
import { type QualityCatalog, qualityTexts } from '../../i18n/quality.ts';

/** The texts of a call's quality, and the app's, with how numbers are written. */
export interface QualityText extends Pick<I18n, 'format'> {
  readonly t: TranslateOf<English & QualityCatalog>;
}

export function useQualityText(): QualityText {
  const { format } = useI18n();
  return { t: useOwnTexts<QualityCatalog>(qualityTexts), format };
}

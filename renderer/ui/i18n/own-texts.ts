import { useMemo } from 'preact/hooks';
import { useI18n } from './context.tsx';
import { createTranslate, type TranslateOf } from './i18n.ts';
import type { English, Language } from './language.ts';
import type { Catalog, Message } from './messages.ts';

/** A part of the catalogs that comes with its screen and not with the app. */
type OwnTexts<C extends Catalog> = Readonly<Record<'en', C>> &
  Readonly<Record<Language, Readonly<Record<keyof C, Message>>>>;

/** Makes the hook that translates the app's texts and those that a screen brings. */
export function ownTexts<C extends Catalog>(own: OwnTexts<C>): () => TranslateOf<English & C> {
  return () => {
    const { language, messages, format } = useI18n();
    return useMemo(
      () => createTranslate<English & C>(language, { ...messages, ...own[language] }, format),
      [language, messages, format],
    );
  };
}

import type { Settings } from '@tatap/protocol/settings';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { en } from './en/index.ts';
import { createI18n, type I18n } from './i18n.ts';
import { type Language, resolveLanguage, resolveLocale } from './language.ts';

/** Indonesian comes as its own chunk, so that nobody loads a language they do not read. */
async function load(language: Language): Promise<I18n> {
  const locale = resolveLocale(language, navigator.languages);
  if (language === 'en') return createI18n('en', en, locale);
  const { id } = await import('./id/index.ts');
  return createI18n('id', id, locale);
}

/** The web client's network may fail just then: English is there, and better than nothing. */
function loadOrEnglish(language: Language): Promise<I18n> {
  return load(language).catch(() => load('en'));
}

const I18nContext = createContext<I18n>(createI18n('en', en));

/** The language in use: `const { t, format } = useI18n()`. */
export function useI18n(): I18n {
  return useContext(I18nContext);
}

/** Just the texts: `const t = useText()`. */
export function useText(): I18n['t'] {
  return useContext(I18nContext).t;
}

/**
 * Gives everything below the language of the setting, and `<html lang>` with it. Until the first
 * language is there nothing is drawn (a flash of another language would be worse); after that the
 * old one stays until the new one has loaded.
 */
export function I18nProvider(props: {
  language: Settings['language'];
  children: ComponentChildren;
}) {
  const language = resolveLanguage(props.language, navigator.languages);
  const [i18n, setI18n] = useState<I18n | null>(() =>
    language === 'en' ? createI18n('en', en, resolveLocale('en', navigator.languages)) : null,
  );

  useEffect(() => {
    let current = true;
    void loadOrEnglish(language).then((loaded) => {
      if (!current) return;
      document.documentElement.lang = loaded.language;
      setI18n(loaded);
    });
    return () => {
      current = false;
    };
  }, [language]);

  if (i18n === null) return null;
  return <I18nContext.Provider value={i18n}>{props.children}</I18nContext.Provider>;
}

import type { Settings } from '@tatap/protocol/settings';
import type { en } from './en/index.ts';
import type { Message } from './messages.ts';

export type Language = 'en' | 'id';
export const languages: readonly Language[] = ['en', 'id'];

/** What each language calls itself: the same in every language. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  id: 'Bahasa Indonesia',
};

/** The English catalog is the one that types every key and parameter. */
export type English = typeof en;

/** What another language must bring: every key, with the plural form of its own. */
export type Translation = { readonly [K in keyof English]: Message };

/**
 * The languages of the system that `Intl` can use. Some systems name theirs in a way that is no
 * BCP 47 tag (`en-US@posix`, `C`), and `Intl` throws on one: what stands before the mark is taken
 * where that is a tag, and the rest is skipped.
 */
function usableTags(preferred: readonly string[]): string[] {
  return preferred.flatMap((tag) => {
    try {
      return Intl.getCanonicalLocales(tag.replace(/[@.].*$/, '').replaceAll('_', '-'));
    } catch {
      return [];
    }
  });
}

const baseOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

/**
 * The language to show.
 *
 * @param preferred the system's languages in their order, as BCP 47 tags (`navigator.languages`)
 */
export function resolveLanguage(
  setting: Settings['language'],
  preferred: readonly string[],
): Language {
  if (setting !== 'system') return setting;
  for (const tag of usableTags(preferred)) {
    const base = baseOf(tag);
    // `in` and `ms` are read well by people whose system has no `id`.
    if (base === 'id' || base === 'in' || base === 'ms') return 'id';
    if (base === 'en') return 'en';
  }
  return 'en';
}

/** The system's own tag for the language, where it has one (`en-GB`), so that dates look as usual. */
export function resolveLocale(language: Language, preferred: readonly string[]): string {
  return usableTags(preferred).find((tag) => baseOf(tag) === language) ?? language;
}

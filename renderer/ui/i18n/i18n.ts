import { createFormat, type Format } from './format.ts';
import type { English, Language } from './language.ts';
import { type Catalog, fill, type Message, type ParamsOf } from './messages.ts';

export type MessageKey = keyof English;

/**
 * Says something in the person's language: `t('offline.retry', { server, seconds })`. Key and
 * parameters are typed by the English catalog. A key may be a union of keys
 * (`t(`failure.${code}`)`), and then the parameters of all of them are asked for.
 */
export type Translate = <K extends MessageKey>(key: K, ...params: ParamsOf<English[K]>) => string;

/** A language in use: its texts, and how it writes dates, durations, sizes and numbers. */
export interface I18n {
  readonly language: Language;
  readonly t: Translate;
  readonly format: Format;
}

/**
 * @param locale BCP 47 tag for dates and numbers, which may be more precise than the language
 *   (`en-GB`): the words come from the catalog, the habits of writing from the region.
 */
export function createI18n(
  language: Language,
  catalog: Readonly<Record<MessageKey, Message>>,
  locale: string = language,
): I18n {
  const format = createFormat(locale);
  const plural = new Intl.PluralRules(language);
  const messages: Catalog = catalog;

  function translate(key: string, params: Readonly<Record<string, string | number>> = {}): string {
    const message = messages[key];
    if (message === undefined) throw new Error(`no message ${key}`);
    if (typeof message === 'string') return fill(message, params);
    const { count: given = 0 } = params;
    const count = Number(given);
    const form = plural.select(count) === 'one' ? (message.one ?? message.other) : message.other;
    return fill(form, { ...params, count: format.number(count) });
  }

  return { language, t: translate, format };
}

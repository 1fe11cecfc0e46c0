import { createFormat, type Format } from './format.ts';
import type { English, Language } from './language.ts';
import { type Catalog, fill, type Message, type ParamsOf } from './messages.ts';

export type MessageKey = keyof English;

/** Says the messages of a catalog, with the parameters that each of them asks for. */
export type TranslateOf<C extends Catalog> = <K extends keyof C>(
  key: K,
  ...params: ParamsOf<C[K]>
) => string;

/**
 * Says something in the person's language: `t('offline.retry', { server, seconds })`. Key and
 * parameters are typed by the English catalog. A key may be a union of keys
 * (`t(`failure.${code}`)`), and then the parameters of all of them are asked for.
 */
export type Translate = TranslateOf<English>;

/** A language in use: its texts, and how it writes dates, durations, sizes and numbers. */
export interface I18n {
  readonly language: Language;
  /** What `t` says, for screens that bring more. */
  readonly messages: Readonly<Record<MessageKey, Message>>;
  readonly t: Translate;
  readonly format: Format;
}

/**
 * @param locale BCP 47 tag for dates and numbers, which may be more precise than the language
 *   (`en-GB`): the words come from the catalog, the habits of writing from the region.
 */
export function createI18n(
  language: Language,
  messages: Readonly<Record<MessageKey, Message>>,
  locale: string = language,
): I18n {
  const format = createFormat(locale);
  return { language, messages, t: createTranslate<English>(language, messages, format), format };
}

/** @param messages the catalog `C` in `language` */
export function createTranslate<C extends Catalog>(
  language: Language,
  messages: Readonly<Record<keyof C, Message>>,
  format: Pick<Format, 'number'>,
): TranslateOf<C> {
  const plural = new Intl.PluralRules(language);

  return (key, params: Readonly<Record<string, string | number>> = {}) => {
    const message = messages[key];
    if (message === undefined) throw new Error(`no message ${String(key)}`);
    if (typeof message === 'string') return fill(message, params);
    const { count: given = 0 } = params;
    const count = Number(given);
    const form = plural.select(count) === 'one' ? (message.one ?? message.other) : message.other;
    return fill(form, { ...params, count: format.number(count) });
  };
}

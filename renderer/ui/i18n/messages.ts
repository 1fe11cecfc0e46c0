import { isolated } from '@tatap/protocol/text';

/**
 * The shape of texts. A message is a sentence with `{placeholders}`, or, where a number decides the
 * form, an object of plural forms chosen by `{count}` (`Intl.PluralRules`; English has `one` and
 * `other`, Indonesian only `other`).
 */
export type Message = string | PluralMessage;

export interface PluralMessage {
  readonly one?: string;
  readonly other: string;
}

export type Catalog = Readonly<Record<string, Message>>;

/** The names of the placeholders in a text, read off its type. */
type Placeholders<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type PlaceholdersOf<M> = M extends { readonly other: infer Other }
  ? Placeholders<Other> | 'count'
  : Placeholders<M>;

/** What must be given to fill a message: nothing, or an object with every placeholder. */
export type ParamsOf<M> = [PlaceholdersOf<M>] extends [never]
  ? []
  : [
      params: {
        readonly [Name in PlaceholdersOf<M>]: Name extends 'count' ? number : string | number;
      },
    ];

/** The names of the placeholders in a message, each once, in alphabetical order. */
export function placeholders(message: Message): string[] {
  const texts = typeof message === 'string' ? [message] : [message.one ?? '', message.other];
  const names = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  const plural = typeof message === 'string' ? [] : ['count'];
  return [...new Set([...names.filter((name) => name !== undefined), ...plural])].sort();
}

/**
 * Puts values in the place of `{placeholders}`; one without a value stays as it is. A value that is
 * written from right to left does not move the sentence around it.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : isolated(String(value));
  });
}

/** What a translation of one part of the English catalog must bring: every key, no other. */
export type Part<Original extends Catalog> = { readonly [K in keyof Original]: Message };

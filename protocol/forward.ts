import * as v from 'valibot';
import type { Schema } from './parse.ts';

/**
 * A word out of a closed list, in what a newer version may say: a word that is not known here has
 * the meaning `otherwise`, which is chosen to do no harm. What is no text is refused.
 */
export function orElse<const Word extends string>(
  known: v.PicklistSchema<readonly Word[], undefined>,
  otherwise: Word,
): v.GenericSchema<Word, Word> {
  const words: ReadonlySet<string> = new Set(known.options);
  const isWord = (text: string): text is Word => words.has(text);
  const schema = v.pipe(
    v.string(),
    v.transform((text) => (isWord(text) ? text : otherwise)),
  );
  // Only known words are written; unknown ones are read.
  return schema as unknown as v.GenericSchema<Word, Word>;
}

/** A list of which the items are left out that are not understood: a newer version has more kinds. */
export function understood<Item extends Schema>(item: Item) {
  const schema = v.pipe(
    v.array(v.unknown()),
    v.transform((items): v.InferOutput<Item>[] =>
      items.flatMap((one) => {
        const parsed = v.safeParse(item, one);
        return parsed.success ? [parsed.output] : [];
      }),
    ),
  );
  return Object.assign(schema, { understands: item });
}

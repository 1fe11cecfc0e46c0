import type { ringing } from '../../i18n/en/ringing.ts';

type Keys = keyof typeof ringing;

/** Keys of this catalog whose texts have no placeholders. */
type PlainKeys = {
  [K in Keys]: (typeof ringing)[K] extends `${string}{${string}` | object ? never : K;
}[Keys];

/** Says what stands around a ringing call, in the person's language. */
export type RingingText = (key: PlainKeys) => string;

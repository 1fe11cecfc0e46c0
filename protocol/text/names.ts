/**
 * Names and other short texts that people choose and other people read. Everything from outside goes
 * through `cleanText` before it is kept or shown, so that no name hides what it says or moves the
 * text around it.
 */

/**
 * Characters that steer the direction of text, also of the text after them (UAX #9, sections 2.1 to
 * 2.6), and the deprecated format characters U+206A to U+206F.
 */
const directionControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F]/gu;

/**
 * Characters that take no space and that no script needs: zero width space, word joiner, invisible
 * operators, byte order mark, soft hyphen, interlinear annotation, the shorthand and musical controls.
 */
const neverSeen =
  /[\u00AD\u180E\u200B\u2060-\u2064\uFEFF\uFFF9-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}]/gu;

/** Tag characters. They are kept in the flags of regions, which begin with a black flag (UTS #51, annex C). */
const strayTags = /(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0000}-\u{E007F}]/gu;

/** Joiners belong between characters: Persian and Indic scripts and emoji need them there. */
const outerJoiners =
  /^[\u200C\u200D]+|[\u200C\u200D]+$|(?<=\s)[\u200C\u200D]+|[\u200C\u200D]+(?=\s)/gu;

/** Letters that are drawn as nothing or as empty space: Hangul fillers, Khmer inherent vowels, blank Braille. */
const blankLetters = /[\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]/gu;

/** More marks on one letter than any language writes cover the lines above and below. */
const piledMarks = /(\p{M}{6})\p{M}+/gu;

/** What is left of a text when only what can be seen counts. */
const seen = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\p{M}\u2800]/u;

/**
 * A short text as it may be kept and shown: composed (NFC, UAX #15), without control characters,
 * without characters that steer the direction of text or that cannot be seen, with single spaces
 * and none at its ends. A text with nothing to see becomes the empty string.
 */
export function cleanText(text: string): string {
  const cleaned = text
    .toWellFormed()
    .normalize('NFC')
    .replace(directionControls, '')
    .replace(neverSeen, '')
    .replace(strayTags, '')
    .replace(blankLetters, ' ')
    .replace(/[\p{White_Space}\p{Cc}]+/gu, ' ')
    .replace(piledMarks, '$1')
    .trim()
    .replace(outerJoiners, '')
    .trim();
  return seen.test(cleaned) ? cleaned : '';
}

/** Scripts that are written from right to left (Unicode 17, Script property). */
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Mandaic}\p{Script=Samaritan}]/u;

/**
 * A text from a person as it may stand in a sentence of another direction: one that is written from right
 * to left is isolated (U+2068 and U+2069, UAX #9, section 2.4), so that it does not move the words
 * around it. Other texts stay as they are.
 */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

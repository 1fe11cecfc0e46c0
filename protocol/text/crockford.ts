/**
 * Crockford's base32 (https://www.crockford.com/base32.html) for codes that people read out and
 * type: no I, L, O and U, because people confuse them with other characters.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The character of a number's lowest 5 bits. */
export const letterOf = (symbol: number): string => alphabet.charAt(symbol & 31);

/** The 5 bits of a character; -1 where the alphabet does not have it. */
export const symbolOf = (letter: string): number => alphabet.indexOf(letter);

/** Characters in groups of four: `XXXX-XXXX`. */
export const inGroups = (letters: string): string => letters.replace(/(.{4})(?=.)/g, '$1-');

/**
 * The characters of a typed code, without its groups. Lower case and full-width letters, any spaces
 * and dashes, and the look-alikes O for 0 and I or L for 1 are accepted. What the alphabet does not
 * have is left as it is.
 */
export function lettersIn(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}\p{Cc}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/**
 * Crockford's base32 (https://www.crockford.com/base32.html) for codes that people read out and
 * type: no I, L, O and U, because people confuse them with other characters.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The character of a number's lowest 5 bits. */
export const letterOf = (symbol: number): string => alphabet.charAt(symbol & 31);

/** The 5 bits of a character; -1 where the alphabet does not have it. */
const symbolOf = (letter: string): number => alphabet.indexOf(letter);

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

/**
 * A recovery code is 130 random bits in Crockford's base32 and two check characters:
 * `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`. The random bits are 26 characters of 5 bits each.
 */
export const recoveryCodeSymbols = 26;

/**
 * The largest prime below 1024, the number of values of two characters. A remainder modulo a prime
 * detects every single wrong character and every swap of two characters.
 */
const checkPrime = 1021;

/** The check characters of a code's 26 symbols: their value modulo `checkPrime`. */
function checkOf(symbols: readonly number[]): string {
  const rest = symbols.reduce((value, symbol) => (value * 32 + symbol) % checkPrime, 0);
  return letterOf(rest >> 5) + letterOf(rest);
}

/**
 * Makes a code from 26 random bytes. The lowest 5 bits of each byte are used.
 *
 * @throws RangeError if `random` does not have 26 bytes
 */
export function recoveryCodeOf(random: Uint8Array): string {
  if (random.length !== recoveryCodeSymbols)
    throw new RangeError('a recovery code needs 26 random bytes');
  const symbols = Array.from(random, (byte) => byte & 31);
  return inGroups(symbols.map(letterOf).join('') + checkOf(symbols));
}

/**
 * Parses a typed code and returns it in the form that is shown; `lettersIn` says what is accepted.
 * `null`: the text is not a code, or its check characters do not match.
 */
export function recoveryCodeIn(text: string): string | null {
  const letters = lettersIn(text);
  if (letters.length !== recoveryCodeSymbols + 2) return null;
  const symbols = Array.from(letters, symbolOf);
  if (symbols.includes(-1)) return null;
  const check = checkOf(symbols.slice(0, recoveryCodeSymbols));
  return letters.endsWith(check) ? inGroups(letters) : null;
}

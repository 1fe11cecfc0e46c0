import { inGroups, letterOf, lettersIn, symbolOf } from './crockford.ts';

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

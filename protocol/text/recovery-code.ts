/**
 * A recovery code is 130 random bits, written in Crockford's base32 (no I, L, O and U, so that it
 * survives being copied by hand), and two check characters: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 26 characters of 5 bits each. */
export const recoveryCodeSymbols = 26;

/**
 * The largest prime that two characters can hold. The remainder by a prime finds every wrong
 * character and every two that were swapped.
 */
const checkPrime = 1021;

const groups = /(.{4})(?=.)/g;

/** The check characters of a code's 26 symbols: their value modulo `checkPrime`. */
function checkOf(symbols: readonly number[]): string {
  const rest = symbols.reduce((value, symbol) => (value * 32 + symbol) % checkPrime, 0);
  return letterOf(rest >> 5) + letterOf(rest);
}

const letterOf = (symbol: number): string => alphabet.charAt(symbol & 31);

/**
 * The code of 26 random numbers, of which the lowest 5 bits each are used.
 *
 * @throws RangeError where there are more or fewer
 */
export function recoveryCodeOf(random: Uint8Array): string {
  if (random.length !== recoveryCodeSymbols) throw new RangeError('a code has 26 symbols');
  const symbols = Array.from(random, (byte) => byte & 31);
  return (symbols.map(letterOf).join('') + checkOf(symbols)).replace(groups, '$1-');
}

/**
 * The code that a person typed: in small or full-width letters, with other spaces and dashes or
 * none, with the letters that Crockford forgives (O for 0, I and L for 1). `null` where it is none,
 * or has a slip that the check characters show.
 */
export function recoveryCodeIn(text: string): string | null {
  const letters = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}\p{Cc}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (letters.length !== recoveryCodeSymbols + 2) return null;
  const symbols = Array.from(letters, (letter) => alphabet.indexOf(letter));
  if (symbols.includes(-1)) return null;
  const check = checkOf(symbols.slice(0, recoveryCodeSymbols));
  return letters.endsWith(check) ? letters.replace(groups, '$1-') : null;
}

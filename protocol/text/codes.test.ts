import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recoveryCodeIn, recoveryCodeOf, recoveryCodeSymbols } from './codes.ts';

const bytes = fc.uint8Array({ minLength: recoveryCodeSymbols, maxLength: recoveryCodeSymbols });
const code = bytes.map(recoveryCodeOf);
/** Positions in a code without its dashes. */
const place = fc.integer({ min: 0, max: recoveryCodeSymbols + 1 });

describe('a recovery code', () => {
  it('has seven groups of four characters from an alphabet without look-alikes', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
    expect(recoveryCodeOf(new Uint8Array(26).fill(31))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZGX');
    expect(() => recoveryCodeOf(new Uint8Array(16))).toThrow(RangeError);
  });

  it.each([
    ['as shown', (made: string) => made],
    ['in lower case', (made: string) => made.toLowerCase()],
    ['without dashes', (made: string) => made.replaceAll('-', '')],
    ['with spaces and line breaks', (made: string) => ` ${made.replaceAll('-', ' \n')}\t`],
    ['with other dashes', (made: string) => made.replaceAll('-', '–')],
    [
      'with look-alike letters for digits',
      (made: string) => made.replaceAll('0', 'o').replaceAll('1', 'l'),
    ],
    [
      'in full-width letters',
      (made: string) => made.replace(/\w/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ],
  ])('is accepted when typed %s', (_, written) => {
    fc.assert(
      fc.property(code, (made) => {
        expect(recoveryCodeIn(written(made))).toBe(made);
      }),
    );
  });

  it('is refused with one wrong character', () => {
    fc.assert(
      fc.property(bytes, place, fc.integer({ min: 1, max: 31 }), (random, at, by) => {
        const letters = [...recoveryCodeOf(random).replaceAll('-', '')];
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        letters[at] = alphabet.charAt((alphabet.indexOf(letters[at] ?? '') + by) % 32);
        expect(recoveryCodeIn(letters.join(''))).toBeNull();
      }),
    );
  });

  it('is refused with two different characters swapped', () => {
    fc.assert(
      fc.property(code, place, place, (made, one, other) => {
        const letters = [...made.replaceAll('-', '')];
        const [a, b] = [letters[one] ?? '', letters[other] ?? ''];
        fc.pre(a !== b);
        letters[one] = b;
        letters[other] = a;
        expect(recoveryCodeIn(letters.join(''))).toBeNull();
      }),
    );
  });

  it.each(['', 'ABCD', 'U'.repeat(28), '🦆'.repeat(28)])('is not found in %j', (text) => {
    expect(recoveryCodeIn(text)).toBeNull();
  });
});

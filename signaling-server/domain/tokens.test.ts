import { expect, test } from 'vitest';
import { hashToken, newInvitationCode, newToken, normalInvitationCode } from './tokens.ts';

test('a token is 256 random bits, stored as its SHA-256', () => {
  const { token, hash } = newToken();
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(hash).toEqual(hashToken(token));
  expect(hash).toHaveLength(32);
  expect(newToken().token).not.toBe(token);
});

test('an invitation code is recognised after it was read out and typed', () => {
  const code = newInvitationCode();
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  expect(normalInvitationCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
  expect(normalInvitationCode('oil0-1234')).toBe('0110-1234');
  expect(normalInvitationCode('ｋ３Ｆ９–abcd—EFGH\u2011jkmn')).toBe('K3F9-ABCD-EFGH-JKMN');
});

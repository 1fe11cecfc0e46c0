import { ackCodes } from '@tatap/protocol/signaling';
import { describe, expect, it } from 'vitest';
import { describeFailure } from './describe.ts';
import { en } from './en/index.ts';
import { createI18n } from './i18n.ts';
import { id } from './id/index.ts';
import { fill, placeholders } from './messages.ts';

const english = createI18n('en', en);
const indonesian = createI18n('id', id);

describe('t', () => {
  it('fills the placeholders', () => {
    expect(english.t('connection.unreachable', { server: 'tatap.example.org', seconds: 4 })).toBe(
      "Can't reach the server at tatap.example.org. Trying again in 4 s.",
    );
  });

  it('chooses the plural form by the count', () => {
    expect(english.t('invalid.passwordShort', { count: 1 })).toBe('1 more character needed.');
    expect(english.t('invalid.passwordShort', { count: 2 })).toBe('2 more characters needed.');
  });

  it('uses the one form of a language without plural', () => {
    expect(indonesian.t('invalid.passwordShort', { count: 1 })).toBe('Kurang 1 karakter lagi.');
  });

  it('writes large counts as the language does', () => {
    expect(english.t('failure.rateLimitedFor', { count: 1200 })).toContain('1,200 seconds');
    expect(indonesian.t('failure.rateLimitedFor', { count: 1200 })).toContain('1.200 detik');
  });
});

describe('messages', () => {
  it('leave a placeholder without a value as it is', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });

  it('do not fill what a value brings along', () => {
    expect(fill('{a}', { a: '{b}', b: 'no' })).toBe('{b}');
  });

  it('tell their placeholders, the count of a plural among them', () => {
    expect(placeholders('{b} {a} {b}')).toEqual(['a', 'b']);
    expect(placeholders({ one: '{name}', other: '{name} {count}' })).toEqual(['count', 'name']);
  });
});

describe('describeFailure', () => {
  it('says how long to wait where the server has said it, rounded up', () => {
    const text = describeFailure(english, { ok: false, code: 'rate-limited', retryAfterMs: 1001 });
    expect(text).toBe('Too many tries in a short time. Try again in 2 seconds.');
  });

  it('has a sentence without it', () => {
    expect(describeFailure(english, { ok: false, code: 'rate-limited' })).toBe(
      'Too many tries in a short time. Wait a moment and try again.',
    );
  });

  it('tells which of the two is to be updated', () => {
    const newer = { ok: false, code: 'unsupported-version', versions: [7, 8] } as const;
    expect(describeFailure(english, newer)).toContain('Update the app');
    const older = { ok: false, code: 'unsupported-version', versions: [0] } as const;
    expect(describeFailure(english, older)).toContain('server is older than this app');
  });

  it.each(ackCodes)('has a sentence of its own for %s, in both languages', (code) => {
    for (const i18n of [english, indonesian]) {
      const sentence = describeFailure(i18n, { ok: false, code });
      expect(sentence).toMatch(/^\p{Lu}.*\.$/su);
      const others = ackCodes.filter((other) => other !== code);
      const said = others.map((other) => describeFailure(i18n, { ok: false, code: other }));
      expect(said).not.toContain(sentence);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';
import { resolveLanguage, resolveLocale } from './language.ts';

describe('resolveLanguage', () => {
  it('takes what the person chose, whatever the system says', () => {
    expect(resolveLanguage('id', ['en-US'])).toBe('id');
    expect(resolveLanguage('en', ['id-ID'])).toBe('en');
  });

  it('follows the first language of the system that there is', () => {
    expect(resolveLanguage('system', ['de-DE', 'id-ID', 'en'])).toBe('id');
    expect(resolveLanguage('system', ['en-GB', 'id'])).toBe('en');
  });

  it('knows the old tag of Indonesian, and serves Malay with it', () => {
    expect(resolveLanguage('system', ['in-ID'])).toBe('id');
    expect(resolveLanguage('system', ['ms-MY', 'en'])).toBe('id');
  });

  it('is English where there is none', () => {
    expect(resolveLanguage('system', ['fr'])).toBe('en');
    expect(resolveLanguage('system', [])).toBe('en');
  });
});

describe('resolveLocale', () => {
  it("keeps the region of the system's own tag", () => {
    expect(resolveLocale('en', ['id-ID', 'en-GB'])).toBe('en-GB');
  });

  it('gives only what Intl can use', () => {
    const odd = ['C', 'en-US@posix', 'en_GB.UTF-8', '*', ''];
    expect(resolveLanguage('system', odd)).toBe('en');
    expect(resolveLocale('en', odd)).toBe('en-US');
    expect(resolveLocale('id', ['id_ID.UTF-8'])).toBe('id-ID');
    expect(() => createFormat(resolveLocale('en', odd)).date(0)).not.toThrow();
  });

  it('is the plain language where the system has none', () => {
    expect(resolveLocale('id', ['en-GB'])).toBe('id');
  });
});

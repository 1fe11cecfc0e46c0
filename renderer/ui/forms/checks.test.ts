import { serverUrl } from '@tatap/protocol/settings';
import { accountId, displayName, parse, password } from '@tatap/protocol/signaling';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDisplayName,
  checkId,
  checkPassword,
  checkServerUrl,
  normaliseId,
  normaliseServerUrl,
} from './checks.ts';

const idLike = fc.string({
  unit: fc.constantFrom('a', 'z', '0', '9', '.', '_', '-', 'A', ' ', 'é'),
});
// What may matter in a name: letters, spaces, controls, what is longer than one code unit.
const nameLike = fc.string({
  unit: fc.constantFrom('a', 'é', ' ', '\t', '\n', '\u0000', '\u0085', '\u00a0', '👩', '\ud800'),
  maxLength: 80,
});

describe('what the checks accept is what the protocol accepts', () => {
  it('for IDs', () => {
    fc.assert(
      fc.property(fc.oneof(idLike, fc.string({ maxLength: 40 })), (text) => {
        expect(checkId(text) === null).toBe(parse(accountId, normaliseId(text)).ok);
      }),
    );
  });

  it('for passwords', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 140 }), (text) => {
        expect(checkPassword(text) === null).toBe(parse(password, text).ok);
      }),
    );
  });

  it('for names', () => {
    fc.assert(
      fc.property(nameLike, (text) => {
        expect(checkDisplayName(text) === null).toBe(parse(displayName, text).ok);
      }),
    );
  });

  it('for server addresses', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.domain(), fc.string()), (text) => {
        const accepted = parse(serverUrl, normaliseServerUrl(text)).ok;
        expect(checkServerUrl(text) === null).toBe(accepted);
      }),
    );
  });
});

describe('checkId', () => {
  it.each([
    ['', 'invalid.idMissing', false],
    ['sa', 'invalid.idShort', false],
    ['sari wulan', 'invalid.idCharacters', true],
    ['.sari', 'invalid.idEdges', true],
    // The next letter mends it.
    ['sari.', 'invalid.idEdges', false],
    ['a'.repeat(33), 'invalid.idLong', true],
  ])('%j is %s', (text, key, early) => {
    expect(checkId(text)).toEqual({ key, early });
  });

  it('forgives capitals and spaces around it', () => {
    expect(checkId(' Sari ')).toBeNull();
  });
});

describe('normaliseId', () => {
  it.each([
    ['\u200BSari', 'sari'],
    ['ｓａｒｉ', 'sari'],
    ['https://tatap.example/add/sari', 'sari'],
    ['sari.', 'sari.'],
  ])('%j is %j', (text, id) => expect(normaliseId(text)).toBe(id));
});

describe('checkDisplayName', () => {
  it.each(['\u200B', '\u2800\u2800', '\u202E\u3164'])(
    'refuses %j, which cannot be seen',
    (text) => {
      expect(checkDisplayName(text)).toEqual({ key: 'invalid.nameCharacters', early: true });
    },
  );

  it('accepts names of every script', () => {
    for (const name of ['سارة', '喜歡', "O'Brien", 'Nguyễn'])
      expect(checkDisplayName(name)).toBeNull();
  });
});

describe('checkPassword', () => {
  it('counts what is missing', () => {
    expect(checkPassword('lima')).toEqual({
      key: 'invalid.passwordShort',
      missing: 4,
      early: false,
    });
  });
});

describe('normaliseServerUrl', () => {
  it.each([
    ['tatap.example.org', 'https://tatap.example.org'],
    ['tatap.example.org/', 'https://tatap.example.org'],
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://tatap.example.org', 'http://tatap.example.org'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['http://bücher.example:8787/', 'http://xn--bcher-kva.example:8787'],
    ['\u200Btatap.example.org', 'https://tatap.example.org'],
    ['  ', ''],
  ])('%j is %j', (text, url) => expect(normaliseServerUrl(text)).toBe(url));
});

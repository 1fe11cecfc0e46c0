import { describe, expect, it } from 'vitest';
import { parse } from '../parse.ts';
import { caller, contact, deviceDescription, displayName, nickname } from '../signaling/index.ts';
import { cleanText, isolated } from './names.ts';

describe('cleanText', () => {
  it.each([
    ['what stands around a name', '  Sari  Dewi\n', 'Sari Dewi'],
    ['control characters and line breaks', 'Sari\u0000\u001b[31m\r\nDewi', 'Sari [31m Dewi'],
    ['a byte order mark and zero width spaces', '\uFEFFSa\u200Bri\u2060', 'Sari'],
    ['an override of direction', 'budi\u202Egpj.exe', 'budigpj.exe'],
    ['isolates that are left open', '\u2067budi', 'budi'],
    ['marks of direction', '\u200Fbudi\u200E', 'budi'],
    ['a joiner without neighbours', '\u200Dbudi\u200C dewi', 'budi dewi'],
    ['blank Braille and Hangul fillers', 'a\u2800\u3164b', 'a b'],
    ['tag characters outside of a flag', 'bu\u{E0064}di', 'budi'],
    ['half of a surrogate pair', 'budi\uD83D', 'budi\uFFFD'],
  ])('takes away %s', (_what, text, cleaned) => expect(cleanText(text)).toBe(cleaned));

  it.each([
    'Sari Dewi',
    'سارة',
    'שרה כהן',
    'می\u200Cخواهم',
    'क\u094D\u200Dष',
    '喜歡',
    '👩\u200D💻 Ana',
    '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} Isla',
    'Nguyễn Thị Ánh',
    "O'Brien-Łoś",
    '❤\uFE0F',
  ])('keeps %s', (name) => expect(cleanText(name)).toBe(name.normalize('NFC')));

  it('composes, so that the same name is the same text', () => {
    expect(cleanText('Andre\u0301')).toBe('André');
  });

  it('bounds the marks piled on one letter', () => {
    expect(cleanText(`Z${'\u0335'.repeat(60)}algo`).length).toBeLessThan(12);
  });

  it.each([
    '',
    ' ',
    '\u200B',
    '\u2800\u2800',
    '\u3164',
    '\u200D\u200C',
    '\u0301',
    '\u{E0041}',
    '\uFE0F',
  ])('has nothing left of %j', (text) => expect(cleanText(text)).toBe(''));
});

describe('isolated', () => {
  it('wraps what is written from right to left, and nothing else', () => {
    expect(isolated('سارة')).toBe('\u2068سارة\u2069');
    expect(isolated('Sari')).toBe('Sari');
    expect(isolated('42')).toBe('42');
  });
});

describe('names at the border', () => {
  const device = { id: '0b6e2bb4-8d1c-4c50-9d6b-8f2f6d3f9a01', name: 'Chrome', platform: 'web' };
  const person = { id: 'budi', displayName: 'Budi' };
  const other = {
    ...person,
    relation: 'accepted',
    presence: 'online',
    favourite: false,
    nickname: '',
  };

  it('refuses a name of its own without anything to see', () => {
    for (const name of ['\u200B', '\u2800', ' ', '\u202E']) {
      expect(parse(displayName, name).ok).toBe(false);
    }
  });

  it('cleans names that are set: of a person, of a contact, of a device', () => {
    expect(parse(displayName, 'Sari\u202E')).toEqual({ ok: true, value: 'Sari' });
    expect(parse(nickname, '\u2800')).toEqual({ ok: true, value: '' });
    const described = parse(deviceDescription, { ...device, name: 'a\u001b[2J\nb' });
    expect(described.ok && described.value.name).toBe('a [2J b');
  });

  it('shows the ID of somebody whose name cannot be seen, and drops nobody for it', () => {
    const parsed = parse(contact, { ...other, displayName: '\u200B' });
    expect(parsed.ok && parsed.value.displayName).toBe('budi');
    const calling = parse(caller, { ...person, displayName: 'x'.repeat(500), isContact: false });
    expect(calling.ok && calling.value.displayName).toBe('x'.repeat(64));
  });
});

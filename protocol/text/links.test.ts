import { describe, expect, it } from 'vitest';
import { personIn, personInPath, personInTatapLink } from './links.ts';

const bare = { id: 'budi', action: null };
const add = { id: 'budi', action: 'add' };
const call = { id: 'budi', action: 'call' };

describe('personIn', () => {
  it.each([
    'budi',
    '  Budi ',
    '@Budi',
    '\u200Bbudi',
    'budi\u200E',
    '\uFEFFbudi\u00A0',
    'budi,',
    'budi.',
    '<budi>',
    '(budi)',
    '"budi"',
    '“budi”',
    'ｂｕｄｉ',
  ])('finds the ID in %j', (text) => expect(personIn(text)).toEqual(bare));

  it.each([
    ['tatap:call/budi', call],
    ['tatap://call/budi', call],
    ['TATAP://Call/Budi/', call],
    ['<tatap:add/budi>', add],
    ['Budi <tatap:add/budi>', add],
    ['https://tatap.example/add/budi', add],
    ['https://tatap.example/add/budi)', add],
    ['https://bücher.example/add/budi', add],
    ['(https://tatap.example/add/budi).', add],
    ['Add me: https://tatap.example/add/budi, thanks', add],
    ['https://tatap.example/add/budi?utm_source=mail#top', add],
    ['https://tatap.example/#/add/budi?x=1', add],
    ['http://127.0.0.1:8080/#add/budi', add],
    ['https://example.org/phone/call/%62udi', call],
    ['https://tatap.example/add/@budi', add],
    ['https://tatap.example/add/\u200Bbudi', add],
  ])('finds the person in %j', (text, person) => expect(personIn(text)).toEqual(person));

  it.each([
    '',
    'bu',
    'Budi Santoso',
    '-budi',
    'budi!x',
    'x'.repeat(33),
    'https://',
    'https://example.org/about',
    'https://tatap.example/add/',
    'https://tatap.example/add/%zz',
    'tatap:hangup/budi',
    'tatap:call',
  ])('finds nobody in %j', (text) => expect(personIn(text)).toBeNull());
});

describe('personInTatapLink', () => {
  it('reads links of the scheme alone, for the system hands over whatever it was given', () => {
    expect(personInTatapLink('"tatap://call/budi"')).toEqual(call);
    expect(personInTatapLink('tatap:call/budi?auto=1')).toEqual(call);
    expect(personInTatapLink('https://tatap.example/add/budi')).toBeNull();
    expect(personInTatapLink('--flag=tatap:call/budi')).toBeNull();
    expect(personInTatapLink('xtatap:call/budi')).toBeNull();
    expect(personInTatapLink('budi')).toBeNull();
  });
});

describe('personInPath', () => {
  it.each([
    ['/add/budi', add],
    ['/call/Budi/', call],
    ['/tatap/add/%62udi', add],
    ['/add/budi%2C', add],
    ['/add/', null],
    ['/about/budi', null],
    ['/add/budi/more', null],
    ['/add/%zz', null],
  ])('reads %j', (path, person) => expect(personInPath(path)).toEqual(person));
});

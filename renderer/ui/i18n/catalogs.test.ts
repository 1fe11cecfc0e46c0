import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { id } from './id/index.ts';
import { type Catalog, placeholders } from './messages.ts';
import { qualityTexts } from './quality.ts';
import { recoveryTexts } from './recovery.ts';
import { settingsTexts } from './settings.ts';
import { setupTexts } from './setup.ts';

/** With the parts that come with their screen. */
const own = [qualityTexts, settingsTexts, setupTexts, recoveryTexts];
const english: Catalog = Object.assign({}, en, ...own.map((texts) => texts.en));
const indonesian: Catalog = Object.assign({}, id, ...own.map((texts) => texts.id));
const keys = Object.keys(english);

function texts(catalog: Catalog, key: string): string[] {
  const message = catalog[key];
  if (message === undefined) return [];
  return typeof message === 'string' ? [message] : [message.other, message.one ?? message.other];
}

/** What is said in English, and the Indonesian for it: the same word for the same thing. */
const glossary: readonly (readonly [english: RegExp, indonesian: RegExp])[] = [
  [/address bar/i, /bilah alamat/i],
  [/\bblock(?:ed)?\b/i, /blokir/i],
  [/\bcan.t reach the server\b/i, /tidak dapat dihubungi/i],
  [/\bconnection\b/i, /sambung/i],
  [/\bdelay\b/i, /keterlambatan/i],
  [/\bdo not disturb\b/i, /\bganggu|diganggu/i],
  [/\b(?:duration|lasted)\b/i, /durasi/i],
  [/\bhang up\b|\bhung up\b/i, /menutup telepon|tutup telepon/i],
  [/\bon hold\b|^hold$/i, /tahan|menahan/i],
  [/\bmute[ds]?\b/i, /mati|nyala/i],
  [/\bno (?:camera|microphone|speaker)\b.* found\b/i, /tidak ditemukan/i],
  [/\brequest sent\b/i, /permintaan terkirim/i],
  [/\bsign(?:ed)? in\b/i, /masuk/i],
  [/\bsign(?:ed|s)? (?:you )?out\b/i, /keluar/i],
];

/** Words for which the catalog has another one, and forms that are not polite. */
const avoided = /\banda\b|\b(?:kamu|kalau|koneksi|maka)\b|bisu/;

describe('the catalogs', () => {
  it('have the same keys', () => {
    expect(Object.keys(indonesian).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('%s takes the same parameters in both languages', (key) => {
    const [a, b] = [english[key], indonesian[key]];
    if (a === undefined || b === undefined) throw new Error(`no ${key}`);
    expect(placeholders(b)).toEqual(placeholders(a));
  });

  it('say something under every key, without stray spaces', () => {
    for (const catalog of [english, indonesian]) {
      for (const key of keys) {
        for (const text of texts(catalog, key)) {
          expect(text, key).not.toBe('');
          expect(text, key).toBe(text.trim());
        }
      }
    }
  });

  it('have no two parts with the same key', async () => {
    const parts = import.meta.glob<Record<string, Catalog>>('./en/*.ts', { eager: true });
    const all = Object.entries(parts)
      .filter(([file]) => !file.endsWith('index.ts'))
      .flatMap(([, part]) => Object.values(part))
      .flatMap((catalog) => Object.keys(catalog));
    expect(all.length).toBe(new Set(all).size);
    expect(all.length).toBe(keys.length);
  });

  it.each(glossary)('say %s in Indonesian as %s', (inEnglish, inIndonesian) => {
    const others = keys.filter(
      (key) =>
        texts(english, key).some((text) => inEnglish.test(text)) &&
        !texts(indonesian, key).every((text) => inIndonesian.test(text)),
    );
    expect(others).toEqual([]);
  });

  it('have one word for one thing in Indonesian, and say "Anda"', () => {
    const found = keys.filter((key) => texts(indonesian, key).some((text) => avoided.test(text)));
    expect(found).toEqual([]);
  });

  it('translate: a long sentence that is the same in both was forgotten', () => {
    const same = keys.filter((key) => {
      const [text = ''] = texts(english, key);
      return text.split(' ').length > 3 && texts(indonesian, key).includes(text);
    });
    expect(same).toEqual([]);
  });
});

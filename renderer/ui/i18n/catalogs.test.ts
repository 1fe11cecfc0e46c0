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

  it('translate: a long sentence that is the same in both was forgotten', () => {
    const same = keys.filter((key) => {
      const [text = ''] = texts(english, key);
      return text.split(' ').length > 3 && texts(indonesian, key).includes(text);
    });
    expect(same).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '@tatap/protocol/settings';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../log/log.ts';
import { liftSettings, SettingsStore } from './settings-store.ts';

const log = createLogger(() => undefined);
const now = () => new Date('2026-11-21T01:02:03.456Z');
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatap-settings-'));
  file = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (more: Partial<ConstructorParameters<typeof SettingsStore>[0]> = {}) =>
  new SettingsStore({ folder, log, now, ...more });

describe('the store', () => {
  test('begins with defaults and leaves nothing aside', () => {
    const store = open();
    expect(store.read()).toEqual(defaultSettings);
    expect(store.keptAside).toBeNull();
  });

  test('keeps what is written, and only what is named in a change', () => {
    open().write({ theme: 'dark', serverUrl: 'https://calls.example' });
    const changed = vi.fn();
    const store = open();
    store.onChange(changed);
    store.write({ language: 'id', theme: undefined });
    expect(open().read()).toEqual({
      ...defaultSettings,
      theme: 'dark',
      language: 'id',
      serverUrl: 'https://calls.example',
    });
    const before = { ...defaultSettings, theme: 'dark', serverUrl: 'https://calls.example' };
    expect(changed).toHaveBeenCalledExactlyOnceWith(open().read(), before);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1 });
  });

  test.each([
    ['cut off', '{"version":1,"settings":{"th'],
    ['empty', ''],
    ['of another kind', '[1,2]'],
    ['without a version', '{"theme":"dark"}'],
    ['with a value nobody knows', '{"version":1,"settings":{"theme":"pink"}}'],
  ])('keeps a file that is %s aside under a dated name', (_how, content) => {
    writeFileSync(file, content);
    const store = open();
    expect(store.read()).toEqual(defaultSettings);
    expect(store.keptAside).toBe('settings.unreadable-2026-11-21T01-02-03.json');
    expect(readFileSync(join(folder, store.keptAside ?? ''), 'utf8')).toBe(content);
    store.write({ theme: 'light' });
    expect(open()).toMatchObject({ keptAside: null });
    expect(open().read().theme).toBe('light');
  });

  test('lifts a file of an older version and writes the new one', () => {
    writeFileSync(file, '{"version":1,"settings":{"colours":"dark"}}');
    const migrations = {
      1: (stored: unknown) => ({ theme: (stored as { colours: string }).colours }),
    };
    const store = open({ version: 2, migrations });
    expect(store.read().theme).toBe('dark');
    store.write({ onboarded: true });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      version: 2,
      settings: { theme: 'dark', onboarded: true },
    });
  });

  test('changes nothing where the change cannot be saved', () => {
    const store = open();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file in the way');
    const changed = vi.fn();
    store.onChange(changed);
    expect(() => store.write({ theme: 'dark' })).toThrow();
    expect(store.read().theme).toBe('system');
    expect(changed).not.toHaveBeenCalled();
  });

  test('writes no file before anything is changed', () => {
    open();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('keeps a file aside that a migration fails on', () => {
    writeFileSync(file, '{"version":1,"settings":{}}');
    const fail = () => {
      throw new Error('no sense');
    };
    const store = open({ version: 2, migrations: { 1: fail } });
    expect(store.read()).toEqual(defaultSettings);
    expect(store.keptAside).not.toBeNull();
  });

  test('starts with defaults where a bad file cannot be kept aside either', () => {
    mkdirSync(join(folder, 'settings.unreadable-2026-11-21T01-02-03.json'));
    writeFileSync(file, '{');
    const store = open();
    expect(store.read()).toEqual(defaultSettings);
    expect(store.keptAside).toBeNull();
  });

  test('leaves nothing but the whole file behind', () => {
    const store = open();
    for (const theme of ['dark', 'light', 'system', 'dark'] as const) store.write({ theme });
    expect(readdirSync(folder)).toEqual(['settings.json']);
    expect(open().read().theme).toBe('dark');
  });
});

describe('stored settings', () => {
  test('go up step by step', () => {
    const steps: number[] = [];
    const step = (from: number) => (value: unknown) => {
      steps.push(from);
      return value;
    };
    const migrations = { 1: step(1), 2: step(2), 3: step(3) };
    expect(liftSettings({ version: 2, settings: {} }, 4, migrations).ok).toBe(true);
    expect(steps).toEqual([2, 3]);
  });
  test('without a way up are an issue', () => {
    expect(liftSettings({ version: 0, settings: {} }, 1, {})).toEqual({
      ok: false,
      issue: 'no way up from 0',
    });
  });
  test('of a newer version are used where they still validate', () => {
    expect(liftSettings({ version: 9, settings: { theme: 'dark', more: 1 } }, 1, {})).toEqual({
      ok: true,
      value: { ...defaultSettings, theme: 'dark' },
    });
  });
});

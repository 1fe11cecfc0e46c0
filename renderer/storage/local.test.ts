import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { KeptJson, readJson } from '../key-value.ts';
import { silentLogger } from '../log.ts';
import { LocalStore, type TextStorage } from './local.ts';

function memory(values = new Map<string, string>()) {
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

function full() {
  const storage = memory();
  return {
    ...storage,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
}

const open = (storage: TextStorage | null) =>
  new LocalStore({ storage, log: silentLogger, onStored: () => () => {} });

describe('what is kept on this device', () => {
  it('is there for the next page, under a name of our own', () => {
    const storage = memory();
    open(storage).write('device', 'x');
    expect(storage.values.get('tatap.device')).toBe('x');
    expect(open(storage).read('device')).toBe('x');
  });

  it('is gone when forgotten', () => {
    const store = open(memory());
    store.write('device', 'x');
    store.write('device', null);
    expect(store.read('device')).toBeNull();
  });

  it.each([
    ['full', full()],
    ['forbidden', null],
  ])('lasts as long as the page where the storage is %s', (_, storage) => {
    const store = open(storage);
    store.write('device', 'x');
    expect(store.read('device')).toBe('x');
    store.write('device', null);
    expect(store.read('device')).toBeNull();
  });

  it('an old value does not come back when the new one could not be kept', () => {
    const storage = full();
    storage.values.set('tatap.device', 'old');
    const store = open(storage);
    store.write('device', 'new');
    expect(store.read('device')).toBe('new');
  });

  it('is parsed when read', () => {
    const store = open(memory());
    const schema = v.object({ n: v.number() });
    expect(readJson(store, 'value', schema)).toBeNull();
    store.write('value', '{"n":1,"more":2}');
    expect(readJson(store, 'value', schema)).toEqual({ ok: true, value: { n: 1 } });
    store.write('value', '{"n":"1"}');
    expect(readJson(store, 'value', schema)).toMatchObject({ ok: false });
    store.write('value', '{"n":');
    expect(readJson(store, 'value', schema)).toMatchObject({ ok: false });
  });

  it('says whether it is kept', () => {
    const storage = full();
    const store = open(storage);
    expect(store.keeps.value).toBe(true);
    expect(store.write('device', 'x')).toBe(false);
    expect(store.keeps.value).toBe(false);
    expect(store.write('device', null)).toBe(true);
    expect(store.keeps.value).toBe(true);
    expect(open(null).keeps.value).toBe(false);
  });

  it('tells of what another page changed under a key, or deleted as a whole', () => {
    const told: string[] = [];
    const listeners: ((key: string | null) => void)[] = [];
    const stored = (key: string | null) => {
      for (const listener of listeners) listener(key);
    };
    const store = new LocalStore({
      storage: memory(),
      log: silentLogger,
      onStored: (listener) => {
        listeners.push(listener);
        return () => {};
      },
    });
    store.onChanged('settings', () => told.push('settings'));
    store.onChanged('history', () => told.push('history'));
    stored('tatap.history');
    stored('history');
    expect(told).toEqual(['history']);
    stored(null);
    expect(told).toEqual(['history', 'settings', 'history']);
  });
});

describe('JSON that pages share', () => {
  const understand = (kept: unknown) => (Array.isArray(kept) ? kept.map(String) : []);

  it('is changed from what is kept at that moment', () => {
    const storage = memory();
    const [one, other] = [open(storage), open(storage)].map(
      (store) => new KeptJson(store, 'list', understand),
    );
    one?.update((now) => [...now, 'a']);
    other?.update((now) => [...now, 'b']);
    expect(one?.update((now) => [...now, 'c'])).toEqual(['a', 'b', 'c']);
    expect(other?.read()).toEqual(['a', 'b', 'c']);
  });

  it('is kept aside where it is no JSON any more, before it is written over', () => {
    const storage = memory();
    storage.values.set('tatap.list', '["a"');
    const list = new KeptJson(open(storage), 'list', understand);
    expect(list.read()).toEqual([]);
    list.update((now) => [...now, 'b']);
    expect(storage.values.get('tatap.list')).toBe('["b"]');
    expect(storage.values.get('tatap.list.unreadable')).toBe('["a"');
  });
});

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readJson } from '../key-value.ts';
import { silentLogger } from '../log.ts';
import { LocalStore } from './local.ts';

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

describe('what is kept on this device', () => {
  it('is there for the next page, under a name of our own', () => {
    const storage = memory();
    new LocalStore(storage, silentLogger).write('device', 'x');
    expect(storage.values.get('tatap.device')).toBe('x');
    expect(new LocalStore(storage, silentLogger).read('device')).toBe('x');
  });

  it('is gone when forgotten', () => {
    const store = new LocalStore(memory(), silentLogger);
    store.write('device', 'x');
    store.write('device', null);
    expect(store.read('device')).toBeNull();
  });

  it.each([
    ['full', full()],
    ['forbidden', null],
  ])('lasts as long as the page where the storage is %s', (_, storage) => {
    const store = new LocalStore(storage, silentLogger);
    store.write('device', 'x');
    expect(store.read('device')).toBe('x');
    store.write('device', null);
    expect(store.read('device')).toBeNull();
  });

  it('an old value does not come back when the new one could not be kept', () => {
    const storage = full();
    storage.values.set('tatap.device', 'old');
    const store = new LocalStore(storage, silentLogger);
    store.write('device', 'new');
    expect(store.read('device')).toBe('new');
  });

  it('is parsed when read', () => {
    const store = new LocalStore(memory(), silentLogger);
    const schema = v.object({ n: v.number() });
    expect(readJson(store, 'value', schema)).toBeNull();
    store.write('value', '{"n":1,"more":2}');
    expect(readJson(store, 'value', schema)).toEqual({ ok: true, value: { n: 1 } });
    store.write('value', '{"n":"1"}');
    expect(readJson(store, 'value', schema)).toMatchObject({ ok: false });
    store.write('value', '{"n":');
    expect(readJson(store, 'value', schema)).toMatchObject({ ok: false });
  });
});

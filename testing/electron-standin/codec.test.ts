import { expect, test } from 'vitest';
import { createCodec, type Foreign } from './codec.ts';

const { encode, decode } = createCodec();

class Point {
  readonly x = 1;
}

test.each([
  [undefined],
  [null],
  ['text'],
  [-0],
  [Number.NEGATIVE_INFINITY],
  [12n],
  [[1, undefined, 3]],
  [{ nested: { deep: [undefined, null] } }],
  [new Date(5)],
  [/a+/gi],
  [new Map<unknown, unknown>([[{ key: 1 }, new Set([1, 2])]])],
  [new Uint8Array([0, 255])],
  [new Float64Array([0.5])],
  [new Error('broken')],
])('value %# survives', (value) => {
  expect(decode(encode(value))).toEqual(value);
});

test('cycles and shared parts stay what they are', () => {
  const shared = { a: 1 };
  const value: { self?: unknown; parts: unknown[] } = { parts: [shared, shared] };
  value.self = value;
  const back = decode(encode(value)) as typeof value;
  expect(back.self).toBe(back);
  expect(back.parts[0]).toBe(back.parts[1]);
});

test.each([
  ['a function', () => undefined],
  ['a promise', Promise.resolve()],
  ['a symbol', Symbol('s')],
  ['a weak map', new WeakMap()],
  ['a function inside', { deep: [() => undefined] }],
])('%s is refused', (_what, value) => {
  expect(() => encode(value)).toThrow('An object could not be cloned.');
});

test('functions and promises are named where the hooks say so', () => {
  const out = (value: object): Foreign => ({
    kind: typeof value === 'function' ? 'function' : 'promise',
    id: 7,
  });
  const text = encode([() => undefined, Promise.resolve()], { out });
  expect(decode(text, { in: (foreign) => foreign })).toEqual([
    { kind: 'function', id: 7 },
    { kind: 'promise', id: 7 },
  ]);
});

test('what had a class becomes plain', () => {
  expect(Object.getPrototypeOf(decode(encode(new Point())))).toBe(Object.prototype);
});

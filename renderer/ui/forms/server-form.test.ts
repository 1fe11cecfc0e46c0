import { expect, it } from 'vitest';
import { isReadOnTheWay } from './server-form.tsx';

it.each([
  ['https://calls.example', false],
  ['http://calls.example', true],
  ['http://192.168.1.5:8787', true],
  ['http://127.0.0.1:8787', false],
  ['http://localhost:8787', false],
  ['http://[::1]:8787', false],
  ['http://localhost.example', true],
  ['http://127.example', true],
  ['', false],
])('a password sent to %s can be read on the way: %s', (url, readable) => {
  expect(isReadOnTheWay(url)).toBe(readable);
});

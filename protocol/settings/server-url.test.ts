import { expect, it } from 'vitest';
import { parse } from '../parse.ts';
import { serverUrl } from './index.ts';

it.each([
  [' https://Calls.example/ ', 'https://calls.example'],
  ['http://[2001:db8::1]:8787', 'http://[2001:db8::1]:8787'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['HTTPS://BÜCHER.Example:8443/', 'https://xn--bcher-kva.example:8443'],
  ['http://ｃalls。example:8787', 'http://calls.example:8787'],
])('reads %j as the server %s', (text, url) => {
  expect(parse(serverUrl, text)).toEqual({ ok: true, value: url });
});

it.each([
  'ftp://calls.example',
  'https://calls.example/path',
  'https://bücher.example/path',
  'https://bücher@calls.example',
  'https://b\u00a0ücher.example',
  'https://',
  'bücher.example',
])('refuses %j', (text) => {
  expect(parse(serverUrl, text).ok).toBe(false);
});

import { expect, test } from 'vitest';
import { strictTransport } from './strict-transport.ts';

const nothing = { hsts: 'auto', publicUrl: null, tlsCert: null, port: 8787 } as const;

test.each([
  [{}, false],
  [{ tlsCert: '/cert.pem' }, false],
  [{ tlsCert: '/cert.pem', port: 443 }, true],
  [{ publicUrl: 'https://tatap.example.org' }, true],
  [{ publicUrl: 'https://tatap.example.org:8443' }, false],
  [{ publicUrl: 'https://tatap.example.org:8443', tlsCert: '/cert.pem', port: 443 }, false],
  [{ publicUrl: 'https://192.0.2.7' }, false],
  [{ publicUrl: 'https://[2001:db8::1]' }, false],
  [{ publicUrl: 'http://tatap.example.org' }, false],
  [{ publicUrl: 'https://tatap.example.org', hsts: 'off' as const }, false],
  [{ publicUrl: 'https://tatap.example.org:8443', hsts: 'on' as const }, true],
])('with %j the host is bound to https: %s', (config, expected) => {
  expect(strictTransport({ ...nothing, ...config })).toBe(expected);
});

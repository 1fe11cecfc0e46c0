import { describe, expect, test, vi } from 'vitest';
import { isTrustedSender } from '../net/origin.ts';

vi.mock('electron', () => ({ app: {}, session: {}, shell: {} }));
const { isSafeExternalUrl } = await import('./navigation.ts');
const { mayUse } = await import('./permissions.ts');

describe('a sender', () => {
  test('is believed as the top frame of the app', () => {
    expect(isTrustedSender({ url: 'app://tatap/index.html', parent: null })).toBe(true);
  });
  test.each([
    ['a frame inside', { url: 'app://tatap/index.html', parent: {} }],
    ['another host', { url: 'app://evil/index.html', parent: null }],
    ['another scheme', { url: 'https://tatap/index.html', parent: null }],
    ['a frame that has gone', null],
    ['a blank page', { url: 'about:blank', parent: null }],
  ])('is not believed as %s', (_name, frame) => {
    expect(isTrustedSender(frame)).toBe(false);
  });
});

describe('a permission', () => {
  const own = 'app://tatap/';
  test.each([
    'media',
    'display-capture',
    'notifications',
    'fullscreen',
    'speaker-selection',
    'clipboard-sanitized-write',
    'local-network-access',
    'local-network',
    'loopback-network',
  ])('%s is for the app alone', (permission) => {
    expect(mayUse({ permission, requester: own })).toBe(true);
    expect(mayUse({ permission, requester: 'https://elsewhere.example/' })).toBe(false);
    expect(mayUse({ permission, requester: own, embedder: 'https://elsewhere.example' })).toBe(
      false,
    );
    expect(mayUse({ permission, requester: '' })).toBe(false);
  });
  test.each([
    'geolocation',
    'clipboard-read',
    'midi',
    'hid',
    'usb',
    'serial',
    'openExternal',
    'pointerLock',
    'fileSystem',
    'unknown',
  ])('%s is for nobody', (permission) => {
    expect(mayUse({ permission, requester: own })).toBe(false);
  });
});

test.each([
  ['https://tatap.example/help', true],
  ['mailto:rina@tatap.example', true],
  ['http://tatap.example/', false],
  ['https://tatap.example@evil.example/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['ms-msdt:/id', false],
  ['smb://host/share', false],
  ['tatap:call/rina', false],
  ['not an address', false],
])('the link %s may be opened outside: %s', (url, safe) => {
  expect(isSafeExternalUrl(url)).toBe(safe);
});

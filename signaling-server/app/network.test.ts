import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { networkOf, type ProxyHeader, requestOrigins } from './network.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

const request = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;

/** The network of a request from a trusted proxy at 10.0.0.1. */
function read(header: ProxyHeader, value: string): string {
  const { networkOf } = requestOrigins(['10.0.0.0/8'], header);
  return networkOf(request('10.0.0.1', { [header]: value }));
}

test('no header is trusted by default', () => {
  const { networkOf, isProxy } = requestOrigins([], 'x-forwarded-for');
  expect(networkOf(request('192.0.2.7', { 'x-forwarded-for': '198.51.100.1' }))).toBe('192.0.2.7');
  expect(isProxy('192.0.2.7')).toBe(false);
});

test('the header of a trusted proxy is used, but not the part before the first untrusted address', () => {
  expect(read('x-forwarded-for', '203.0.113.9, 198.51.100.1')).toBe('198.51.100.1');
  expect(read('x-forwarded-for', '198.51.100.1, 10.9.9.9')).toBe('198.51.100.1');
  const { networkOf } = requestOrigins(['10.0.0.0/8'], 'x-forwarded-for');
  expect(networkOf(request('192.0.2.7', { 'x-forwarded-for': '198.51.100.1' }))).toBe('192.0.2.7');
});

describe('a client has the same network, whatever its proxy writes besides the address', () => {
  test.each([
    ['198.51.100.1:51234', '198.51.100.1'],
    ['198.51.100.1:51235', '198.51.100.1'],
    ['2001:db8:1:2::7', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::7]', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::8]:443', '2001:db8:1:2::/64'],
    ['"[2001:db8:1:2::8]:443"', '2001:db8:1:2::/64'],
    ['203.0.113.9:1, 198.51.100.1:2, 10.9.9.9:3', '198.51.100.1'],
  ])('X-Forwarded-For: %s', (value, network) => {
    expect(read('x-forwarded-for', value)).toBe(network);
  });

  test.each([
    ['for=198.51.100.1', '198.51.100.1'],
    ['For="198.51.100.1:51234";proto=https;by=10.0.0.1', '198.51.100.1'],
    ['proto=https; for="[2001:db8:1:2::8]:443"', '2001:db8:1:2::/64'],
    ['for=203.0.113.9, for=198.51.100.1, for=10.9.9.9', '198.51.100.1'],
  ])('Forwarded: %s', (value, network) => {
    expect(read('forwarded', value)).toBe(network);
  });
});

test.each(['unknown', '_hidden', 'no address', '', '198.51.100.1.example', '[::1'])(
  'where the proxy says "%s", its own address counts',
  (value) => {
    expect(read('x-forwarded-for', value)).toBe('10.0.0.1');
    expect(read('forwarded', `for=${value}`)).toBe('10.0.0.1');
  },
);

test('the header that the proxy does not set is ignored, because it may come from the client', () => {
  const headers = { 'x-forwarded-for': '198.51.100.1', forwarded: 'for=203.0.113.9' };
  const by = (header: ProxyHeader) =>
    requestOrigins(['10.0.0.0/8'], header).networkOf(request('10.0.0.1', headers));
  expect(by('x-forwarded-for')).toBe('198.51.100.1');
  expect(by('forwarded')).toBe('203.0.113.9');
});

test('a closed connection has a network too', () => {
  expect(requestOrigins([], 'x-forwarded-for').networkOf(request(undefined))).toBe('unknown');
});

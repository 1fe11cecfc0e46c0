import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { networkOf, networkReader } from './network.ts';

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

const request = (remoteAddress: string | undefined, forwardedFor?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor },
  }) as unknown as IncomingMessage;

test('nobody is believed by default', () => {
  expect(networkReader([])(request('192.0.2.7', '198.51.100.1'))).toBe('192.0.2.7');
});

test('a trusted proxy is believed, and what lies before it is not', () => {
  const read = networkReader(['10.0.0.0/8']);
  expect(read(request('10.0.0.1', '203.0.113.9, 198.51.100.1'))).toBe('198.51.100.1');
  expect(read(request('10.0.0.1', '198.51.100.1, 10.9.9.9'))).toBe('198.51.100.1');
  expect(read(request('192.0.2.7', '198.51.100.1'))).toBe('192.0.2.7');
});

test('a connection that is gone counts somewhere', () => {
  expect(networkReader([])(request(undefined))).toBe('unknown');
});

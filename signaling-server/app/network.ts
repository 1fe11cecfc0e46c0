import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';

/** Answers what a request counts against in limits by address. */
export type NetworkOf = (request: IncomingMessage) => string;

/**
 * Looks through the proxies that are trusted, and through no other: X-Forwarded-For of a stranger
 * says nothing.
 */
export function networkReader(trustedProxies: readonly string[]): NetworkOf {
  const trust = trustedProxies.length === 0 ? none : proxyAddress.compile([...trustedProxies]);
  return (request) => networkOf(addressOf(request, trust));
}

const none = () => false;

function addressOf(request: IncomingMessage, trust: (address: string, hop: number) => boolean) {
  // Undefined where the socket is gone already.
  return request.socket.remoteAddress === undefined ? 'unknown' : proxyAddress(request, trust);
}

/**
 * An IPv4 address by itself, an IPv6 address as its /64: that is what one customer gets, so that
 * whoever changes the lower half is not somebody else.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back];
  const prefix = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${prefix.join(':')}::/64`;
}

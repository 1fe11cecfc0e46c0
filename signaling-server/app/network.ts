import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';

/** Answers what a request counts against in limits by address. */
export type NetworkOf = (request: IncomingMessage) => string;

/** The headers in which proxies tell whose request they pass on. */
export const proxyHeaders = ['x-forwarded-for', 'forwarded'] as const;
export type ProxyHeader = (typeof proxyHeaders)[number];

/** Who sends requests, seen through the proxies that are trusted. */
export interface RequestOrigins {
  readonly networkOf: NetworkOf;
  /** Whether a peer's address is that of a trusted proxy. */
  isProxy(address: string): boolean;
}

/**
 * Looks through the proxies that are trusted, and through no other: what a stranger's header says
 * counts for nothing. Only the one header is read, because a proxy that sets one may pass on a
 * client's own version of the other.
 */
export function requestOrigins(
  trustedProxies: readonly string[],
  header: ProxyHeader,
): RequestOrigins {
  const trust = trustedProxies.length === 0 ? none : proxyAddress.compile([...trustedProxies]);
  const isProxy = (address: string): boolean => trust(address, 0);
  return {
    isProxy,
    networkOf(request) {
      const { remoteAddress } = request.socket;
      // Undefined where the socket is gone already.
      if (remoteAddress === undefined) return 'unknown';
      return networkOf(behindProxies(remoteAddress, hopsOf(request, header), isProxy));
    },
  };
}

const none = () => false;

/**
 * The address of whoever spoke to the outermost trusted proxy.
 *
 * @param hops what proxies say, the nearest to the client first; null is no address
 */
function behindProxies(
  peer: string,
  hops: readonly (string | null)[],
  isProxy: (address: string) => boolean,
): string {
  let address = peer;
  for (const hop of hops.toReversed()) {
    if (hop === null || !isProxy(address)) break;
    address = hop;
  }
  return address;
}

function hopsOf(request: IncomingMessage, header: ProxyHeader): (string | null)[] {
  const value = request.headers[header];
  const text = Array.isArray(value) ? value.join(',') : value;
  if (text === undefined) return [];
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.map((entry) => nodeAddress(header === 'forwarded' ? forwardedFor(entry) : entry));
}

/** The `for` of one element of `Forwarded` (RFC 7239, section 4). */
function forwardedFor(element: string): string {
  const [, node = ''] = /(?:^|;)\s*for\s*=\s*("[^"]*"|[^;\s]*)/i.exec(element) ?? [];
  return node;
}

/**
 * The address in a node's name: it may have a port, brackets around an IPv6 address, and quotes
 * (RFC 7239, section 6; proxies write X-Forwarded-For in the same ways). Null for `unknown`,
 * obfuscated names and what else is no address.
 */
function nodeAddress(node: string): string | null {
  const plain = node.replace(/^"(.*)"$/, '$1');
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(plain) ?? [];
  const [, withPort] = /^([\d.]+):\d+$/.exec(plain) ?? [];
  const address = bracketed ?? withPort ?? plain;
  return isIP(address) === 0 ? null : address;
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

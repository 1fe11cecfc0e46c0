import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';

/** Returns the key of limits per address for a request. */
export type NetworkOf = (request: IncomingMessage) => string;

/** The headers in which proxies name the client. */
export const proxyHeaders = ['x-forwarded-for', 'forwarded'] as const;
export type ProxyHeader = (typeof proxyHeaders)[number];

/** The origin of requests behind trusted proxies. */
export interface RequestOrigins {
  readonly networkOf: NetworkOf;
  /** Whether a peer's address is that of a trusted proxy. */
  isProxy(address: string): boolean;
}

/**
 * Finds the client behind trusted proxies. Headers of other peers are ignored. Only one header is
 * read, because a proxy that sets one header may forward a client's own version of the other.
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
      // Undefined if the socket is closed already.
      if (remoteAddress === undefined) return 'unknown';
      return networkOf(behindProxies(remoteAddress, hopsOf(request, header), isProxy));
    },
  };
}

const none = () => false;

/**
 * The address that connected to the outermost trusted proxy.
 *
 * @param hops addresses that proxies report, the nearest to the client first; null: not an address
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
 * The address in a node name, which may have a port, brackets around an IPv6 address, and quotes
 * (RFC 7239, section 6; proxies use the same forms in X-Forwarded-For). `null` for `unknown`,
 * obfuscated names and everything else that is not an address.
 */
function nodeAddress(node: string): string | null {
  const plain = node.replace(/^"(.*)"$/, '$1');
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(plain) ?? [];
  const [, withPort] = /^([\d.]+):\d+$/.exec(plain) ?? [];
  const address = bracketed ?? withPort ?? plain;
  return isIP(address) === 0 ? null : address;
}

/**
 * The network of an address: an IPv4 address itself, or the /64 of an IPv6 address. One customer
 * usually gets a /64, so changing the lower half gives no new limits.
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

import { isIP } from 'node:net';
import type { ServerConfig } from '../config.ts';

/**
 * Whether browsers are told to come to this host by https only. They hold to it for every port of
 * the host, so by itself the server says so only where it is the host's https site: reached by a
 * name on https's own port.
 */
export function strictTransport(
  config: Pick<ServerConfig, 'hsts' | 'publicUrl' | 'tlsCert' | 'port'>,
): boolean {
  if (config.hsts !== 'auto') return config.hsts === 'on';
  if (config.publicUrl === null) return config.tlsCert !== null && config.port === 443;
  const { protocol, port, hostname } = new URL(config.publicUrl);
  return protocol === 'https:' && port === '' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
}

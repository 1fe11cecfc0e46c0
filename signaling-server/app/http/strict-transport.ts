import { isIP } from 'node:net';
import type { ServerConfig } from '../config.ts';

/**
 * Whether browsers must use https only for this host (HSTS). Browsers apply this to every port of
 * the host. So by default the server requires it only if it is the https site of the host: reached
 * by a name on port 443.
 */
export function strictTransport(
  config: Pick<ServerConfig, 'hsts' | 'publicUrl' | 'tlsCert' | 'port'>,
): boolean {
  if (config.hsts !== 'auto') return config.hsts === 'on';
  if (config.publicUrl === null) return config.tlsCert !== null && config.port === 443;
  const { protocol, port, hostname } = new URL(config.publicUrl);
  return protocol === 'https:' && port === '' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
}

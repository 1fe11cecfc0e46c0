import { parse } from '@tatap/protocol/ipc';
import { serverUrl } from '@tatap/protocol/settings';
import type { Logger } from '../log/log.ts';

/** A server started with no configuration listens here. */
const localServer = 'http://127.0.0.1:8787';

/** The server of this installation: `TATAP_SERVER_URL`, or the one on this machine. */
export function defaultServerUrl(configured: string | undefined, log: Logger): string {
  if (configured === undefined || configured === '') return localServer;
  const parsed = parse(serverUrl, configured);
  if (parsed.ok) return parsed.value;
  log.warn('TATAP_SERVER_URL is not an http or https origin; using the local server', {
    issue: parsed.issue,
  });
  return localServer;
}

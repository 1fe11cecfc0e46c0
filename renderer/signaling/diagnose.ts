import type { HttpPort, OfflineCause } from '../account/ports.ts';

/**
 * Finds out why a socket could not be opened, which the browser does not tell: asks the same
 * address over HTTP, where a wrong certificate and a stranger's answer can be told apart.
 */
export async function diagnose(http: HttpPort, serverUrl: string): Promise<OfflineCause> {
  const answer = await http.request('serverInfo', { serverUrl }, {});
  if (answer.ok) return 'unreachable';
  return answer.code === 'bad-certificate' || answer.code === 'not-a-server'
    ? answer.code
    : 'unreachable';
}

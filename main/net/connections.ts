import type { Session } from 'electron';
import type { Logger } from '../log/log.ts';
import type { Servers } from './servers.ts';

/** So many hosts are named in the log; a page that tries more fills no disk. */
const mostTold = 100;

/** Lets pages connect to their server alone. After `ready`. */
export function setupConnections(
  { webRequest }: Pick<Session, 'webRequest'>,
  servers: Servers,
  log: Logger,
): void {
  const told = new Set<string>();
  // What the app serves by itself (`app:`, `blob:`, `data:`) is the policy's business.
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'];
  webRequest.onBeforeRequest({ urls }, (details, callback) => {
    const { url, webContentsId, initiatorOrigin, resourceType } = details;
    // The program's own requests, as for pages of the development server, come from no page.
    const ofPage = webContentsId !== undefined || initiatorOrigin !== undefined;
    const cancel = ofPage && !servers.allows(url);
    if (cancel) {
      const host = URL.parse(url)?.host ?? '';
      if (!told.has(host) && told.size < mostTold) {
        told.add(host);
        log.warn('connection of a page refused', { host, resourceType });
      }
    }
    callback({ cancel });
  });
}

import { app, type Session } from 'electron';
import type { Logger } from '../log/log.ts';
import type { Servers } from './servers.ts';

/** How many refused hosts the log names at most, so that a page cannot fill the disk. */
const maxLoggedHosts = 100;

/** Lets pages connect only to the hosts that `servers` allows. Call after `ready`. */
export function setupConnections(
  { webRequest }: Pick<Session, 'webRequest'>,
  servers: Servers,
  log: Logger,
): void {
  const logged = new Set<string>();
  // The content security policy covers what the app serves itself (`app:`, `blob:`, `data:`).
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'];
  webRequest.onBeforeRequest({ urls }, (details, callback) => {
    const { url, webContentsId, initiatorOrigin, resourceType } = details;
    // Requests of the main process itself have no page, such as those to the development server.
    const isFromPage = webContentsId !== undefined || initiatorOrigin !== undefined;
    const cancel = isFromPage && !servers.allows(url);
    if (cancel) {
      const host = URL.parse(url)?.host ?? '';
      if (!logged.has(host) && logged.size < maxLoggedHosts) {
        logged.add(host);
        log.warn('connection of a page refused', { host, resourceType });
      }
    }
    callback({ cancel });
  });
}

/** Never accepts a certificate that Chromium refuses; tells which host it was. */
export function setupCertificates(
  onRefused: (refusal: { host: string; error: string }) => void,
  log: Logger,
): void {
  app.on('certificate-error', (event, _contents, url, error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
    const host = URL.parse(url)?.host ?? '';
    log.warn('certificate refused', { host, error });
    onRefused({ host, error });
  });
}

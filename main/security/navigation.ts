import { app, type WebContents } from 'electron';
import type { Logger } from '../log/log.ts';
import { isAppUrl } from '../net/origin.ts';
import { openExternal } from './external-links.ts';

/** Keeps every page of the program on the app's own origin, and every window ours. */
export function setupNavigationLock(log: Logger): void {
  app.on('web-contents-created', (_event, contents) => lock(contents, log));
}

function lock(contents: WebContents, log: Logger): void {
  // The one event for main frame and sub frames; `will-navigate` comes for the main frame beside
  // it and is covered by it, but both are refused so that neither alone carries the rule.
  contents.on('will-frame-navigate', (event) => stay(event, event.url, log));
  contents.on('will-navigate', (event) => stay(event, event.url, log));
  contents.on('will-redirect', (event) => stay(event, event.url, log));
  contents.on('will-attach-webview', (event) => {
    log.warn('webview refused');
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(url, log);
    return { action: 'deny' };
  });
}

function stay(event: { preventDefault(): void }, url: string, log: Logger): void {
  if (isAppUrl(url)) return;
  log.warn('navigation refused', { scheme: URL.parse(url)?.protocol ?? 'none' });
  event.preventDefault();
}

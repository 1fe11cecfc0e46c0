import { app, shell, type WebContents } from 'electron';
import type { Logger } from '../log/log.ts';
import { isAppUrl } from '../net/origin.ts';

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

/** `true` for addresses that may be handed to the system: others can start programs. */
export function isSafeExternalUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  if (url.protocol === 'mailto:') return true;
  // Credentials in an address only ever dress one host up as another.
  return url.protocol === 'https:' && url.username === '' && url.password === '';
}

/** Opens an address outside the app; `false` where it was refused or nothing could open it. */
export async function openExternal(url: string, log: Logger): Promise<boolean> {
  if (!isSafeExternalUrl(url)) {
    log.warn('external link refused', { scheme: URL.parse(url)?.protocol ?? 'none' });
    return false;
  }
  try {
    await shell.openExternal(new URL(url).href);
    return true;
  } catch (error) {
    log.warn('external link could not be opened', { error });
    return false;
  }
}

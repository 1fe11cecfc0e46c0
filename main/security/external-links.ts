import { shell } from 'electron';
import type { Logger } from '../log/log.ts';

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

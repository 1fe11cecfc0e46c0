import { type ReadonlySignal, signal } from '@preact/signals-core';

/**
 * Whether some code of this page could not be fetched. Vite tells of every dynamic import that
 * fails, the ones made ahead of time too. Chrome remembers that a module failed and does not fetch
 * it again before the page is reloaded (whatwg/html#6768).
 *
 * @param page - the window
 */
export function watchMissingCode(page: EventTarget): ReadonlySignal<boolean> {
  const missing = signal(false);
  page.addEventListener('vite:preloadError', () => {
    missing.value = true;
  });
  return missing;
}

import { type ReadonlySignal, signal } from '@preact/signals-core';

/** The part of Chromium's Network Information that tells of another network. */
interface NavigatorWithNetwork {
  readonly connection?: EventTarget & { readonly type?: string };
}

/** Tells when the page is back: online again, thawed, or on another network. */
export function onPageNetworkChanged(listener: () => void): () => void {
  const stopped = new AbortController();
  const { signal } = stopped;
  window.addEventListener('online', listener, { signal });
  document.addEventListener('resume', listener, { signal });
  window.addEventListener('pageshow', (event) => event.persisted && listener(), { signal });
  watchNetworkType(listener, signal);
  return () => stopped.abort();
}

/** Wi-Fi became mobile or the other way round. The event also comes for every new estimate. */
function watchNetworkType(listener: () => void, signal: AbortSignal): void {
  const { connection } = navigator as NavigatorWithNetwork;
  let type = connection?.type;
  const onChange = () => {
    if (connection?.type === type) return;
    type = connection?.type;
    listener();
  };
  connection?.addEventListener('change', onChange, { signal });
}

/** Whether the page is visible, as the browser says. */
export function pageIsVisible(): ReadonlySignal<boolean> {
  const isVisible = () => document.visibilityState === 'visible';
  const visible = signal(isVisible());
  document.addEventListener('visibilitychange', () => {
    visible.value = isVisible();
  });
  return visible;
}

/** A visible window may lie behind another: the person sees the one that has the focus. */
export function isSeen(page: Pick<Document, 'visibilityState' | 'hasFocus'>): boolean {
  return page.visibilityState === 'visible' && page.hasFocus();
}

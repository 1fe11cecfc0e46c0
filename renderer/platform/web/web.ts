import type { ShellRequest } from '../../host.ts';
import type { KeyValueStore } from '../../key-value.ts';
import type { Logger } from '../../log.ts';
import { systemClock } from '../clock.ts';
import { Emitter } from '../emitter.ts';
import { isSeen, onPageNetworkChanged, pageIsVisible } from '../page.ts';
import type { Platform } from '../platform.ts';
import { WebAlerts } from './alerts.ts';
import { browserName } from './browser-name.ts';
import { invitationIn, requestInPath } from './deep-link.ts';
import { InCall } from './in-call.ts';
import { createWebPages } from './pages.ts';
import { WebSessionStore } from './session-store.ts';
import { createWebSettings } from './settings-store.ts';
import { TabTitle } from './title.ts';

export interface WebOptions {
  readonly store: KeyValueStore;
  readonly log: Logger;
  readonly version: string;
}

/** A browser tab, served by the signaling server itself. */
export function createWebPlatform({ store, log, version }: WebOptions): Platform {
  const requests = new Emitter<ShellRequest>();
  const title = new TabTitle(
    document.title,
    (text) => {
      document.title = text;
    },
    systemClock,
  );

  function takePath(): void {
    const asked = [invitationIn(location.search), requestInPath(location.pathname)];
    const found = asked.filter((request) => request !== null);
    if (found.length === 0) return;
    for (const request of found) requests.emit(request);
    // So that a reload does not ask a second time.
    history.replaceState(null, '', '/');
  }
  takePath();
  window.addEventListener('popstate', takePath);

  return {
    host: { kind: 'web', platform: 'web', version },
    device: { name: browserName(navigator.userAgent), platform: 'web' },
    defaultServerUrl: location.origin,
    sessions: new WebSessionStore(store),
    settings: createWebSettings(store, log),
    system: { openSystemSettings: async () => false },
    pages: createWebPages(log),
    wake: new InCall(log),
    // The browser asks, knows what sound it can give, and shows that a screen is shared.
    screens: {
      givesSound: true,
      picker: null,
      outcome: async () => 'unknown',
      setShared: () => {},
      onStop: () => () => {},
    },
    alerts: new WebAlerts({ title, store, log, isSeen: () => isSeen(document) }),
    seen: pageIsVisible(),
    requestAccess: () => 'granted',
    // A page is not told why its request failed; the browser has shown its own warning before.
    certificateRefused: async () => false,
    admitServer: async () => {},
    onNetworkChanged: onPageNetworkChanged,
    onShellRequest: requests.on,
    onSignOut: () => () => {},
    onQuitting: () => () => {},
    openLink: (url) => void window.open(url, '_blank', 'noopener,noreferrer'),
  };
}

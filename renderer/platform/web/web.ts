import { personInPath } from '@tatap/protocol/text';
import type { ShellRequest } from '../../host.ts';
import type { KeyValueStore } from '../../key-value.ts';
import type { Logger } from '../../log.ts';
import { systemClock } from '../clock.ts';
import { Emitter } from '../emitter.ts';
import { isSeen, onPageNetworkChanged, pageIsVisible } from '../page.ts';
import type { Platform } from '../platform.ts';
import { WebAlerts } from './alerts.ts';
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

/**
 * Reads `?invitation=CODE`, which any link to the web client may carry, so that one link lets a person in
 * and names who asked them. `null` where there is none.
 */
export function invitationIn(search: string): ShellRequest | null {
  const code = new URLSearchParams(search).get('invitation')?.replace(/[\s\p{C}]/gu, '') ?? '';
  return code === '' || code.length > 64 ? null : { kind: 'join', invitation: code };
}

/** Reads `/add/ID` and `/call/ID`; `null` for every other path. */
export function requestInPath(pathname: string): ShellRequest | null {
  const person = personInPath(pathname);
  if (person === null) return null;
  // A link may ask for a call, and a person makes it: dialling fills in the ID.
  return { kind: person.action === 'add' ? 'add' : 'dial', id: person.id };
}

/** Which browsers say so first: most others also claim to be Chrome or Safari. */
const browsers: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:(?:Headless)?Chrome|Chromium|CriOS)\//],
  ['Safari', /\bSafari\//],
];

const systems: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad|iPod)\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
];

/** What to call a browser tab in the list of devices: "Chrome on Linux". */
export function browserName(userAgent: string): string {
  const browser = browsers.find(([, mark]) => mark.test(userAgent))?.[0] ?? 'Browser';
  const system = systems.find(([, mark]) => mark.test(userAgent))?.[0];
  return system === undefined ? browser : `${browser} on ${system}`;
}

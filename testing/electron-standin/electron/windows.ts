import type { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { WindowRecord } from '../host/record.ts';
import { strictClass } from '../strict.ts';
import { BrowserWindowStandIn } from './browser-window.ts';
import { preventable } from './event.ts';
import type { Services } from './web-contents.ts';

/** All windows there are, and how they tell of themselves. */
export class Windows {
  readonly services: Services;
  readonly all = new Set<BrowserWindowStandIn>();
  readonly #app: EventEmitter;
  #nextId = 1;

  constructor(services: Services, app: EventEmitter) {
    this.services = services;
    this.#app = app;
  }

  nextId(): number {
    return this.#nextId++;
  }

  opened(window: BrowserWindowStandIn): void {
    this.all.add(window);
    this.#app.emit('web-contents-created', {}, window.webContents);
    this.#app.emit('browser-window-created', {}, window.api);
  }

  closed(window: BrowserWindowStandIn): void {
    this.all.delete(window);
    if (this.all.size === 0) this.#app.emit('window-all-closed');
  }

  /** @throws {Error} where the program accepts it: the stand-in cannot */
  certificateError(window: BrowserWindowStandIn, url: string, error: string): void {
    const event = preventable({});
    const answer = (isTrusted: boolean): void => {
      if (isTrusted) throw new Error('The Electron stand-in accepts no refused certificate');
    };
    this.#app.emit('certificate-error', event, window.webContents, url, error, {}, answer, false);
  }

  records(): WindowRecord[] {
    return [...this.all].map((window) => window.record());
  }

  /** The class that goes under the name `BrowserWindow`. */
  asClass(): typeof BrowserWindow {
    return strictClass<typeof BrowserWindow>(
      'BrowserWindow',
      (options: BrowserWindowConstructorOptions = {}) => this.#open(options).api,
      {
        getAllWindows: () => [...this.all].map((window) => window.api),
        getFocusedWindow: () => [...this.all].find((window) => window.isFocused())?.api ?? null,
      } satisfies Partial<typeof BrowserWindow>,
    );
  }

  #open(options: BrowserWindowConstructorOptions): BrowserWindowStandIn {
    this.services.context.requireReady('BrowserWindow');
    refuseUnsafe(options.webPreferences ?? {});
    return new BrowserWindowStandIn(this, options);
  }
}

/** The stand-in can only be a sandboxed window, and says so instead of being a laxer one. */
function refuseUnsafe(preferences: WebPreferences): void {
  const unsafe =
    preferences.sandbox === false ||
    preferences.contextIsolation === false ||
    preferences.nodeIntegration === true ||
    preferences.webSecurity === false ||
    preferences.webviewTag === true;
  if (unsafe) throw new Error('The Electron stand-in runs only sandboxed, isolated windows');
  // The browser's flag is for all windows, so each has to want it.
  if (preferences.autoplayPolicy !== 'no-user-gesture-required') {
    throw new Error('The Electron stand-in needs autoplayPolicy no-user-gesture-required');
  }
}

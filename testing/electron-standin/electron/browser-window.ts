import { EventEmitter } from 'node:events';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebPreferences,
} from 'electron';
import type { WindowRecord } from '../host/record.ts';
import { strictClass, strictInstance } from '../strict.ts';
import { preventable } from './event.ts';
import { type Services, WebContentsStandIn } from './web-contents.ts';

/** The part of `BrowserWindow` there is, in the types of Electron. */
type Implemented = Pick<
  BrowserWindow,
  | 'id'
  | 'webContents'
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isMaximized'
  | 'isDestroyed'
  | 'isAlwaysOnTop'
  | 'setAlwaysOnTop'
  | 'setVisibleOnAllWorkspaces'
  | 'flashFrame'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'getTitle'
>;

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
      (options: BrowserWindowConstructorOptions = {}) =>
        new BrowserWindowStandIn(this, options).api,
      {
        getAllWindows: () => [...this.all].map((window) => window.api),
        getFocusedWindow: () => [...this.all].find((window) => window.isFocused())?.api ?? null,
      } satisfies Partial<typeof BrowserWindow>,
    );
  }
}

/** A window: its inside is a page of Chromium, its outside is data. */
export class BrowserWindowStandIn extends EventEmitter implements Implemented {
  readonly #windows: Windows;
  readonly #contents: WebContentsStandIn;
  readonly #options: BrowserWindowConstructorOptions;
  readonly id: number;
  readonly api: BrowserWindow;
  #bounds: Rectangle;
  #visible: boolean;
  #focused = false;
  #size: 'normal' | 'minimized' | 'maximized' = 'normal';
  #alwaysOnTop: boolean;
  #flashing = false;
  #destroyed = false;

  constructor(windows: Windows, options: BrowserWindowConstructorOptions) {
    super();
    windows.services.context.requireReady('BrowserWindow');
    refuseUnsafe(options.webPreferences ?? {});
    this.#windows = windows;
    this.#options = options;
    this.id = windows.nextId();
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.#visible = options.show !== false;
    this.#alwaysOnTop = options.alwaysOnTop === true;
    this.#contents = new WebContentsStandIn(windows.services, {
      id: this.id,
      width: this.#bounds.width,
      height: this.#bounds.height,
      preload: options.webPreferences?.preload,
      onCertificateError: (url, error) => windows.certificateError(this, url, error),
      onGone: () => this.destroy(),
    });
    this.#contents.once('dom-ready', () => this.emit('ready-to-show'));
    this.api = strictInstance<BrowserWindow>('BrowserWindow', this);
    windows.opened(this);
  }

  get webContents() {
    return this.#contents.api;
  }

  loadURL(url: string): Promise<void> {
    return this.#contents.load(url);
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    if (!this.#visible) return;
    this.#blur();
    this.#visible = false;
    this.emit('hide');
  }

  focus(): void {
    if (this.#focused || !this.#visible) return;
    for (const other of this.#windows.all) other.#blur();
    this.#focused = true;
    this.#flashing = false;
    this.emit('focus');
  }

  minimize(): void {
    this.#blur();
    this.#resize('minimized', 'minimize');
  }

  maximize(): void {
    this.showInactive();
    this.#resize('maximized', 'maximize');
  }

  restore(): void {
    this.#resize('normal', 'restore');
  }

  close(): void {
    if (this.#destroyed) return;
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#visible = false;
    this.#focused = false;
    this.#contents.destroy();
    this.emit('closed');
    this.#windows.closed(this);
  }

  isVisible = (): boolean => this.#visible && this.#size !== 'minimized';
  isFocused = (): boolean => this.#focused;
  isMinimized = (): boolean => this.#size === 'minimized';
  isMaximized = (): boolean => this.#size === 'maximized';
  isDestroyed = (): boolean => this.#destroyed;
  isAlwaysOnTop = (): boolean => this.#alwaysOnTop;
  getTitle = (): string => this.#options.title ?? '';
  getBounds = (): Rectangle => ({ ...this.#bounds });
  getNormalBounds = (): Rectangle => ({ ...this.#bounds });

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.#contents.resize(this.#bounds.width, this.#bounds.height);
  }

  setAlwaysOnTop(flag: boolean): void {
    this.#alwaysOnTop = flag;
  }

  setVisibleOnAllWorkspaces(): void {
    // There is one workspace.
  }

  flashFrame(flag: boolean): void {
    this.#flashing = flag;
  }

  record(): WindowRecord {
    return {
      id: this.id,
      title: this.getTitle(),
      url: this.#contents.getURL(),
      visible: this.isVisible(),
      focused: this.#focused,
      minimized: this.isMinimized(),
      maximized: this.isMaximized(),
      alwaysOnTop: this.#alwaysOnTop,
      flashing: this.#flashing,
      skipTaskbar: this.#options.skipTaskbar === true,
      bounds: this.getBounds(),
    };
  }

  #blur(): void {
    if (!this.#focused) return;
    this.#focused = false;
    this.emit('blur');
  }

  #resize(size: 'normal' | 'minimized' | 'maximized', event: string): void {
    if (this.#size === size) return;
    this.#size = size;
    this.emit(event);
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

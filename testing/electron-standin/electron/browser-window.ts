import { EventEmitter } from 'node:events';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  VisibleOnAllWorkspacesOptions,
} from 'electron';
import type { Machine } from '../host/machine.ts';
import type { WindowRecord } from '../host/record.ts';
import { strictInstance } from '../strict.ts';
import { preventable } from './event.ts';
import { WebContentsStandIn } from './web-contents.ts';
import type { Windows } from './windows.ts';

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
  | 'blur'
  | 'close'
  | 'destroy'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'setFullScreen'
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
  #fullScreen = false;
  #flashing = false;
  /** `drawn` once the page has something to show. */
  #content: 'blank' | 'drawn' = 'blank';
  #ready: 'waiting' | 'told' = 'waiting';
  /** The taskbar's button, and with it what lies over its icon, is there only while visible. */
  #badge = 0;
  #destroyed = false;

  constructor(windows: Windows, options: BrowserWindowConstructorOptions) {
    super();
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
    this.#alwaysOnTop = options.alwaysOnTop === true && this.#mayPlace;
    if (options.type === 'panel' && this.#machine.platform !== 'darwin') {
      throw new Error('windows of type panel are of macOS');
    }
    this.#contents = new WebContentsStandIn(windows.services, {
      id: this.id,
      width: this.#bounds.width,
      height: this.#bounds.height,
      preload: options.webPreferences?.preload,
      zoomMode: options.webPreferences?.zoomMode ?? 'default',
      onCertificateError: (url, error) => windows.certificateError(this, url, error),
      onGone: () => this.destroy(),
    });
    this.#contents.once('dom-ready', () => {
      this.#content = 'drawn';
      this.#tellReady();
    });
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
    if (this.#content === 'blank' && this.#options.backgroundColor === undefined) {
      this.#mishap('a white window was shown before its page was drawn');
    }
    this.#visible = true;
    this.emit('show');
    this.#tellReady();
  }

  hide(): void {
    if (!this.#visible) return;
    if (this.#fullScreen && this.#machine.platform === 'darwin') {
      this.#mishap('a black space stayed behind: the window was hidden in full screen');
    }
    this.#blur();
    this.#visible = false;
    this.#badge = 0;
    this.emit('hide');
  }

  focus(): void {
    if (this.#focused || !this.#visible || this.#machine.focus === 'refused') return;
    for (const other of this.#windows.all) other.#blur();
    this.#focused = true;
    this.#flashing = false;
    this.emit('focus');
  }

  blur(): void {
    this.#blur();
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
  isFullScreen = (): boolean => this.#fullScreen;
  getNormalBounds = (): Rectangle => this.getBounds();

  /** On Wayland a program does not learn where its windows are. */
  getBounds(): Rectangle {
    return { ...this.#bounds, ...(this.#mayPlace ? {} : { x: 0, y: 0 }) };
  }

  /** The change takes the system a moment, and is told of when it is done. */
  setFullScreen(flag: boolean): void {
    if (this.#fullScreen === flag) return;
    setImmediate(() => {
      this.#fullScreen = flag;
      this.emit(flag ? 'enter-full-screen' : 'leave-full-screen');
    });
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.#contents.resize(this.#bounds.width, this.#bounds.height);
  }

  setAlwaysOnTop(flag: boolean): void {
    this.#alwaysOnTop = flag && this.#mayPlace;
  }

  /** There is one workspace; but macOS makes the whole program one without a Dock icon for it. */
  setVisibleOnAllWorkspaces(_visible: boolean, options: VisibleOnAllWorkspacesOptions = {}): void {
    if (this.#machine.platform !== 'darwin') return;
    if (options.visibleOnFullScreen === true && options.skipTransformProcessType !== true) {
      this.#mishap('the program lost its Dock icon and its menu bar');
    }
  }

  /** What Windows lays over the icon in the taskbar. */
  setBadge(count: number): void {
    if (this.#visible) this.#badge = count;
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
      fullScreen: this.#fullScreen,
      badge: this.#badge,
      zoomFactor: this.#contents.getZoomFactor(),
      bounds: this.getBounds(),
    };
  }

  get #machine(): Machine {
    return this.#windows.services.context.options.machine;
  }

  /** Whether the display lets programs say where their windows are and what they lie over. */
  get #mayPlace(): boolean {
    return this.#machine.platform !== 'linux' || this.#machine.display === 'x11';
  }

  /** Wayland draws nothing of a window that was never shown. */
  #tellReady(): void {
    if (this.#ready === 'told' || this.#content === 'blank') return;
    if (!this.#visible && !this.#mayPlace) return;
    this.#ready = 'told';
    this.emit('ready-to-show');
  }

  #mishap(what: string): void {
    this.#windows.services.context.recorder.mishaps.push(what);
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

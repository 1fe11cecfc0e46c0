import type { PushName, PushPayload } from '@tatap/protocol/ipc';
import { app, BrowserWindow, nativeImage, screen } from 'electron';
import icon from '../../build/icons/128x128.png?inline';
import type { Logger } from '../log/log.ts';
import { appUrl } from '../net/origin.ts';
import { minimumSize, placeWindow } from './placement.ts';
import { canvasColour } from './theme.ts';
import { hideWindow, whenReadyToShow } from './visibility.ts';
import { webPreferences } from './web-preferences.ts';
import type { WindowStateStore } from './window-state-store.ts';

interface Options {
  readonly state: WindowStateStore;
  readonly log: Logger;
  /** Whether a hidden window can be brought back, so that closing it may only hide it. */
  readonly staysReachable: () => Promise<boolean>;
  /** The page has gone or loads anew: what it asked for no longer holds. */
  readonly onPageLeft: () => void;
  /** The window may have been shown, hidden, raised or left. */
  readonly onSightChanged: () => void;
}

/** Everything after which a person may see more or less of the window than before. */
const sightEvents = ['show', 'hide', 'minimize', 'restore', 'focus', 'blur'] as const;

/** The window a person works in. There is at most one. */
export class MainWindow {
  readonly #options: Options;
  #window: BrowserWindow | null = null;
  #quitting = false;
  /** It was maximised when it was last seen, and is to be when it first appears. */
  #toMaximize = false;

  constructor(options: Options) {
    this.#options = options;
    app.on('before-quit', () => {
      this.#quitting = true;
    });
  }

  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** Whether the window is on the screen; others may lie over it. */
  get isSeen(): boolean {
    const window = this.#window;
    if (window === null) return false;
    return window.isVisible() && !window.isMinimized();
  }

  /** Whether the person works in the window. */
  get isInFront(): boolean {
    return this.isSeen && this.#window?.isFocused() === true;
  }

  /** Opens the window; `hidden` keeps it in the tray until somebody calls or clicks. */
  open({ hidden }: { readonly hidden: boolean }): void {
    if (this.#window !== null) return;
    const { state, log } = this.#options;
    const saved = state.read();
    const window = new BrowserWindow({
      ...placeWindow(saved, workAreas()),
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      title: 'Tatap',
      // The installers give the program its icon; an X11 window has to bring its own.
      ...(process.platform === 'linux' && { icon: nativeImage.createFromDataURL(icon) }),
      show: false,
      backgroundColor: canvasColour(),
      autoHideMenuBar: true,
      // Timers of a hidden page are slowed down to one a minute: calls would not ring in time.
      webPreferences: { ...webPreferences, backgroundThrottling: false },
    });
    this.#window = window;
    this.#toMaximize = saved?.maximized === true;
    whenReadyToShow(window, () => {
      if (!hidden) this.#appear(window);
    });
    this.#keepState(window);
    this.#hideOnClose(window);
    this.#tellSight(window);
    window.webContents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#options.onPageLeft();
    });
    window.webContents.on('preload-error', (_event, _path, error) => {
      log.error('preload failed', { error });
    });
    window.on('closed', () => {
      this.#window = null;
      this.#options.onPageLeft();
    });
    window.loadURL(appUrl('index.html')).catch((error: unknown) => {
      log.error('the page could not be loaded', { error });
    });
  }

  /** Brings the window to the front, opening it where it was closed. */
  show(): void {
    if (this.#window === null) this.open({ hidden: false });
    else this.#appear(this.#window);
  }

  /** Tells the page something, if there is one. */
  push<N extends PushName>(name: N, payload: PushPayload<N>): void {
    const window = this.#window;
    if (window === null || window.isDestroyed()) return;
    window.webContents.send(name, payload);
  }

  #appear(window: BrowserWindow): void {
    if (window.isMinimized()) window.restore();
    // Not before: a window that is maximised is shown by that, with nothing in it yet.
    if (this.#toMaximize) window.maximize();
    this.#toMaximize = false;
    window.show();
    window.focus();
    // Windows and Wayland do not let every program take the focus: then the taskbar points at it.
    if (window.isFocused() || process.platform === 'darwin') return;
    window.flashFrame(true);
    window.once('focus', () => window.flashFrame(false));
  }

  #keepState(window: BrowserWindow): void {
    const save = () =>
      this.#options.state.write({
        bounds: window.getNormalBounds(),
        maximized: window.isMaximized() || this.#toMaximize,
      });
    window.on('close', save);
    window.on('hide', save);
  }

  #hideOnClose(window: BrowserWindow): void {
    window.on('close', (event) => {
      if (this.#quitting) return;
      event.preventDefault();
      void this.#putAway(window);
    });
  }

  async #putAway(window: BrowserWindow): Promise<void> {
    const reachable = await this.#options.staysReachable();
    if (window.isDestroyed() || this.#quitting) return;
    if (reachable) hideWindow(window);
    // As without any window, but a call that runs can still be ended properly.
    else app.quit();
  }

  #tellSight(window: BrowserWindow): void {
    for (const name of sightEvents) {
      window.on(name as 'show', () => this.#options.onSightChanged());
    }
  }
}

function workAreas() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}

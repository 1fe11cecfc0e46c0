import type { PushName, PushPayload } from '@tatap/protocol/ipc';
import { app, BrowserWindow, nativeImage, screen } from 'electron';
import icon from '../../build/icons/128x128.png?inline';
import { push } from '../ipc/push.ts';
import type { Logger } from '../log/log.ts';
import { appUrl } from '../net/origin.ts';
import { minimumSize, placeWindow } from './placement.ts';
import { webPreferences } from './web-preferences.ts';
import type { WindowStateStore } from './window-state-store.ts';

interface Options {
  readonly state: WindowStateStore;
  readonly log: Logger;
  /** Whether closing the window leaves the program reachable, so that it may only hide. */
  readonly staysReachable: () => boolean;
  /** The page has gone or loads anew: what it asked for no longer holds. */
  readonly onPageLeft: () => void;
}

/** The window a person works in. There is at most one. */
export class MainWindow {
  readonly #options: Options;
  #window: BrowserWindow | null = null;
  #quitting = false;

  constructor(options: Options) {
    this.#options = options;
    app.on('before-quit', () => {
      this.#quitting = true;
    });
  }

  get window(): BrowserWindow | null {
    return this.#window;
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
      autoHideMenuBar: true,
      // Timers of a hidden page are slowed down to one a minute: calls would not ring in time.
      webPreferences: { ...webPreferences, backgroundThrottling: false },
    });
    this.#window = window;
    if (saved?.maximized === true && !hidden) window.maximize();
    window.once('ready-to-show', () => {
      if (!hidden) window.show();
    });
    this.#keepState(window);
    this.#hideOnClose(window);
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
    if (this.#window === null) {
      this.open({ hidden: false });
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  push<N extends PushName>(name: N, payload: PushPayload<N>): void {
    push(this.#window, name, payload);
  }

  #keepState(window: BrowserWindow): void {
    const save = () =>
      this.#options.state.write({
        bounds: window.getNormalBounds(),
        maximized: window.isMaximized(),
      });
    window.on('close', save);
    window.on('hide', save);
  }

  #hideOnClose(window: BrowserWindow): void {
    window.on('close', (event) => {
      if (this.#quitting || !this.#options.staysReachable()) return;
      event.preventDefault();
      window.hide();
    });
  }
}

function workAreas() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}

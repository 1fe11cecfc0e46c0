import { BrowserWindow, screen } from 'electron';
import type { Logger } from '../log/log.ts';
import { appUrl } from '../net/origin.ts';
import { placeAtTop } from './placement.ts';
import { canvasColour } from './theme.ts';
import { whenReadyToShow } from './visibility.ts';
import { webPreferences } from './web-preferences.ts';

const size = { width: 400, height: 240 } as const;
const margin = 16;

/** The small window that is above all others while somebody calls. */
export class RingingWindow {
  readonly #log: Logger;
  readonly #onGone: () => void;
  #window: BrowserWindow | null = null;

  /** @param onGone the window, or its page, is gone without an answer; the call rings on */
  constructor(log: Logger, onGone: () => void) {
    this.#log = log;
    this.#onGone = onGone;
  }

  /** Shows a fresh window, so that nothing of an earlier call can be seen in it. */
  show(): void {
    this.hide();
    // Where the person is looking: the screen with the mouse pointer.
    const display = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const window = new BrowserWindow({
      // Systems show their notifications in corners, and over every window: at the top in the
      // middle none of them lies over the buttons.
      ...placeAtTop(size, display.workArea, margin),
      title: 'Tatap',
      show: false,
      backgroundColor: canvasColour(),
      // A panel lies over other programs' full screens without making this one come to the front.
      ...(process.platform === 'darwin' && { type: 'panel' }),
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      // Zoom belongs to the origin otherwise, and at that of the main window this one is cut off.
      webPreferences: { ...webPreferences, zoomMode: 'isolated' },
    });
    this.#window = window;
    // Above full-screen windows as well, and on every desktop: a call does not wait.
    window.setAlwaysOnTop(true, 'screen-saver');
    window.setVisibleOnAllWorkspaces(true, {
      visibleOnFullScreen: true,
      // Or macOS turns the whole program into one without Dock icon and menu bar.
      skipTransformProcessType: true,
    });
    // Inactive, so that a person who is typing does not answer with a stray space.
    whenReadyToShow(window, () => window.showInactive());
    window.on('closed', () => {
      if (this.#window !== window) return;
      this.#window = null;
      this.#onGone();
    });
    window.webContents.on('render-process-gone', () => {
      if (this.#window === window) this.#onGone();
    });
    window.loadURL(appUrl('ringing.html')).catch((error: unknown) => {
      if (this.#window === window) this.#log.error('ringing window not loaded', { error });
    });
  }

  hide(): void {
    const window = this.#window;
    this.#window = null;
    window?.destroy();
  }
}

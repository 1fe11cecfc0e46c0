import { app, type BrowserWindow } from 'electron';

/** Flashes in the task bar, or bounces in the dock, until stopped or the window gets focus. */
export function attract(window: BrowserWindow | null): () => void {
  const bounce = process.platform === 'darwin' ? app.dock?.bounce('critical') : undefined;
  const flash = window !== null && !window.isDestroyed() && !window.isFocused();
  if (flash) window.flashFrame(true);
  return () => {
    // `bounce` answers -1 while the program is in front: nothing bounces then.
    if (bounce !== undefined && bounce >= 0) app.dock?.cancelBounce(bounce);
    if (flash && !window.isDestroyed()) window.flashFrame(false);
  };
}

/**
 * The number of missed calls on the program's icon. Windows draws it over the button in the
 * taskbar, which a hidden window has not: there it is drawn anew whenever the window appears.
 */
export class Badge {
  #count = 0;

  set(count: number): void {
    this.#count = count;
    app.setBadgeCount(count);
  }

  /** The main window has appeared. */
  windowShown(): void {
    if (process.platform === 'win32') app.setBadgeCount(this.#count);
  }
}

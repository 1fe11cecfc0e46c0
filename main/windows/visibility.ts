import type { BrowserWindow } from 'electron';

/**
 * Calls `reveal` once, when the page can be seen. On Wayland `ready-to-show` may never come for a
 * window that is made hidden (electron/electron#48859), and a page that cannot be loaded draws
 * nothing: a person still needs a window then, to see that something is wrong and to close it.
 */
export function whenReadyToShow(window: BrowserWindow, reveal: () => void): void {
  let waiting = true;
  const once = (): void => {
    if (!waiting || window.isDestroyed()) return;
    waiting = false;
    reveal();
  };
  window.once('ready-to-show', once);
  window.webContents.once('did-finish-load', once);
  window.webContents.once('did-fail-load', once);
}

/**
 * Hides a window. Full screen is a space of its own on macOS, which stays behind, black, when its
 * window goes (electron/electron#20263): that is left first, and it takes the system a moment.
 */
export function hideWindow(window: BrowserWindow): void {
  if (process.platform !== 'darwin' || !window.isFullScreen()) {
    window.hide();
    return;
  }
  window.once('leave-full-screen', () => {
    if (!window.isDestroyed()) window.hide();
  });
  window.setFullScreen(false);
}

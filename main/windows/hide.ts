import type { BrowserWindow } from 'electron';

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

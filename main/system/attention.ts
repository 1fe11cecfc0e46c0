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

import type { PushName, PushPayload } from '@tatap/protocol/ipc';
import type { BrowserWindow } from 'electron';

/** Tells a window something, if it is still there. */
export function push<N extends PushName>(
  window: BrowserWindow | null,
  name: N,
  payload: PushPayload<N>,
): void {
  if (window === null || window.isDestroyed()) return;
  window.webContents.send(name, payload);
}

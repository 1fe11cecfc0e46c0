import { join } from 'node:path';
import type { WebPreferences } from 'electron';

/** The same for every window. Most are Electron's defaults, written down so that none can slip. */
export const webPreferences: WebPreferences = {
  preload: join(import.meta.dirname, '../preload/preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // The ringtone and the other person's voice must not wait for a click.
  autoplayPolicy: 'no-user-gesture-required',
  // macOS checks by itself; elsewhere Chromium fetches dictionaries from a server that is not ours.
  spellcheck: process.platform === 'darwin',
};

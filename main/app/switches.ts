import { app } from 'electron';
import type { Logger } from '../log/log.ts';

/**
 * Chromium gives the keys for play and pause, and buttons of headsets, to whatever plays sound: one
 * press would pause the other person's voice, and nothing in the page shows that.
 */
const mediaKeys = 'HardwareMediaKeyHandling,MediaSessionService';

/** Chromium's own switches that this program adds. Before `ready`. */
export function setupChromiumSwitches(log: Logger): void {
  const given = app.commandLine.getSwitchValue('disable-features');
  app.commandLine.appendSwitch(
    'disable-features',
    given === '' ? mediaKeys : `${given},${mediaKeys}`,
  );
  // Whoever starts the program without the sandbox (root, a system without user namespaces) gets
  // no program at all where it is switched on again. Every window asks for it by itself.
  if (app.commandLine.hasSwitch('no-sandbox')) log.warn('started without the sandbox');
  else app.enableSandbox();
}

const debugging = ['remote-debugging-port', 'remote-debugging-pipe'] as const;

/**
 * The switch, if any, by which another program of this computer could read and steer the pages. The
 * fuses refuse Node's debugger; Chromium's has none.
 */
export function debuggingSwitch(): string | null {
  if (!app.isPackaged) return null;
  return debugging.find((name) => app.commandLine.hasSwitch(name)) ?? null;
}

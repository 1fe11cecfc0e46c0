import { type ChildProcess, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { findChromium, onPath, sandboxFlags } from '../browsers.ts';

/** Whether a window can be shown on this machine. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/** The command that opens an address in the browser a person uses, or `null`. */
export function openCommand(
  platform: NodeJS.Platform,
  url: string,
): { command: string; args: string[] } | null {
  switch (platform) {
    case 'darwin':
      return { command: 'open', args: [url] };
    case 'win32':
      // `start` is a word of cmd.exe; its first quoted argument is a window title.
      return { command: 'cmd.exe', args: ['/c', 'start', '""', url] };
    default:
      return onPath('xdg-open') === null ? null : { command: 'xdg-open', args: [url] };
  }
}

function profilesFolder(): string {
  switch (process.platform) {
    case 'win32':
      return path.join(process.env['LOCALAPPDATA'] ?? homedir(), 'Tatap', 'web-profiles');
    case 'darwin':
      return path.join(homedir(), 'Library', 'Application Support', 'Tatap', 'web-profiles');
    default:
      return path.join(
        process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'),
        'tatap',
        'web-profiles',
      );
  }
}

/** What became of the wish to show the web client. */
export type Opened =
  | { readonly kind: 'window'; readonly child: ChildProcess }
  | { readonly kind: 'handed-over' }
  | { readonly kind: 'not-shown' };

/**
 * Shows the web client: in the person's browser, or, for a named profile, in a window of Chromium
 * with storage of its own, so that a second person can use the same machine.
 */
export function openWeb(url: string, profile: string | null): Opened {
  if (!hasDisplay()) return { kind: 'not-shown' };
  if (profile !== null) {
    const chromium = findChromium();
    if (chromium === null) return { kind: 'not-shown' };
    const storage = path.join(profilesFolder(), profile);
    const args = [`--user-data-dir=${storage}`, `--app=${url}`, '--no-first-run'];
    return { kind: 'window', child: spawn(chromium, [...args, ...sandboxFlags()]) };
  }
  const opener = openCommand(process.platform, url);
  if (opener === null) return { kind: 'not-shown' };
  const child = spawn(opener.command, opener.args, {
    stdio: 'ignore',
    detached: true,
    windowsVerbatimArguments: true,
  });
  child.on('error', () => {});
  child.unref();
  return { kind: 'handed-over' };
}

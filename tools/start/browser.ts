import { type ChildProcess, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findChromium, onPath, sandboxFlags } from '../browsers.ts';
import { exitOf } from '../process.ts';
import { displayProblem } from './display.ts';

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
  | { readonly kind: 'window'; readonly child: ChildProcess; readonly problem: () => string }
  | { readonly kind: 'handed-over' }
  | { readonly kind: 'not-shown'; readonly reason: string };

/** How long a command that hands an address to the browser may take to say that it cannot. */
const openPatienceMs = 3_000;

/**
 * Shows the web client: in the person's browser, or, for a named profile, in a window of Chromium
 * with storage of its own, so that a second person can use the same machine. Root, whose browsers
 * refuse to start or show an empty page, always gets such a window.
 */
export async function openWeb(url: string, profile: string | null): Promise<Opened> {
  const display = await displayProblem();
  if (display !== null) return { kind: 'not-shown', reason: display };
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (profile !== null || isRoot) {
    const chromium = findChromium();
    if (chromium !== null) return openWindow(chromium, url, profile ?? 'root');
    return {
      kind: 'not-shown',
      reason: 'a window of its own needs Chromium, Chrome or Edge, and none is installed',
    };
  }
  const opener = openCommand(process.platform, url);
  if (opener === null) return { kind: 'not-shown', reason: 'xdg-open is not installed' };
  const child = spawn(opener.command, opener.args, {
    stdio: 'ignore',
    detached: true,
    windowsVerbatimArguments: true,
  });
  const code = await Promise.race([exitOf(child), delay(openPatienceMs, 0, { ref: false })]);
  child.unref();
  return code === 0
    ? { kind: 'handed-over' }
    : { kind: 'not-shown', reason: `${opener.command} found no browser that it could start` };
}

function openWindow(chromium: string, url: string, name: string): Opened {
  const storage = path.join(profilesFolder(), name);
  const args = [`--user-data-dir=${storage}`, `--app=${url}`, '--no-first-run'];
  const child = spawn(chromium, [...args, ...sandboxFlags()], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors = (errors + chunk).slice(-10_000);
  });
  return { kind: 'window', child, problem: () => problemIn(errors) };
}

/** The last error that Chromium wrote before it ended, without time and place in its source. */
export function problemIn(errors: string): string {
  const lines = errors.split('\n').filter((line) => /:(?:ERROR|FATAL):/.test(line));
  const last = lines.at(-1) ?? errors.trim().split('\n').at(-1) ?? '';
  return last.replace(/^\[[^\]]*\]\s*/, '').trim();
}

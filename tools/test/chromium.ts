import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium, onPath } from '../browsers.ts';
import { binOf, exitOf, runNode } from '../process.ts';

/** A browser for the specs: the system's, or the one Playwright installed. */
export function chromiumForTests(): string | null {
  const system = findChromium();
  if (system !== null) return system;
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

const run = (command: string, args: readonly string[]): Promise<number> =>
  exitOf(spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }));

/** `''` for root, `sudo` where it needs no password, or `null`. */
async function rootPrefix(): Promise<'' | 'sudo' | null> {
  if (process.getuid?.() === 0) return '';
  if (onPath('sudo') === null) return null;
  return (await run('sudo', ['-n', 'true'])) === 0 ? 'sudo' : null;
}

async function fromDebian(): Promise<boolean> {
  const prefix = onPath('apt-get') === null ? null : await rootPrefix();
  if (prefix === null) return false;
  const apt = (...args: string[]): Promise<number> =>
    prefix === '' ? run('apt-get', args) : run(prefix, ['-n', 'apt-get', ...args]);
  if ((await apt('update')) !== 0) return false;
  return (await apt('install', '-y', '--no-install-recommends', 'chromium')) === 0;
}

const fromPlaywright = async (): Promise<boolean> =>
  (await runNode([binOf('@playwright/test', 'cli.js'), 'install', 'chromium'])) === 0;

/** Ubuntu's package `chromium` is a snap, which containers cannot run; Playwright's own can. */
function isUbuntu(): boolean {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID=ubuntu$/m.test(readFileSync(file, 'utf8'));
}

/** Sees to it that there is a browser for the specs; `false` where none can be had. */
export async function ensureChromium(): Promise<boolean> {
  if (chromiumForTests() !== null) return true;
  console.error('No Chromium here yet; installing one.');
  const ways = isUbuntu() ? [fromPlaywright, fromDebian] : [fromDebian, fromPlaywright];
  for (const way of ways) {
    if ((await way()) && chromiumForTests() !== null) return true;
  }
  console.error('No Chromium could be installed. Install one, or name it in TATAP_TEST_CHROMIUM.');
  return false;
}

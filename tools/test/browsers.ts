import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium, onPath } from '../browsers.ts';
import { binOf, runNode } from '../process.ts';
import { ensurePrograms, installDebian } from './programs.ts';

/** A browser for the specs: the system's, or the one Playwright installed. */
export function chromiumForTests(): string | null {
  const system = findChromium();
  if (system !== null) return system;
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

/** Debian's package of headless Chromium, and the name of its program on PATH. */
const shell = 'chromium-headless-shell';

/** The binary itself. PATH has a script that starts it; killing the script leaves the browser. */
const shellProgram = '/usr/lib/chromium/chromium-headless-shell';

/**
 * The browser for specs that need only pages: headless Chromium if it is installed, because a spec
 * takes a third less time in it, otherwise full Chromium. `null`: neither is installed.
 */
export function pageBrowserForTests(): string | null {
  const isNamed = Boolean(process.env['TATAP_TEST_CHROMIUM']);
  return !isNamed && existsSync(shellProgram) ? shellProgram : chromiumForTests();
}

const fromDebian = async (): Promise<boolean> =>
  (await installDebian(['chromium', shell])) || installDebian(['chromium']);

const fromPlaywright = async (): Promise<boolean> =>
  (await runNode([binOf('@playwright/test', 'cli.js'), 'install', 'chromium'])) === 0;

/** Ubuntu's package `chromium` is a snap, which containers cannot run; Playwright's own can. */
function isUbuntu(): boolean {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID=ubuntu$/m.test(readFileSync(file, 'utf8'));
}

/** Sees to it that there is a browser for the specs; `false` where none can be had. */
export async function ensureChromium(): Promise<boolean> {
  if (chromiumForTests() !== null) {
    if (!isUbuntu() && !process.env['TATAP_TEST_CHROMIUM']) {
      await ensurePrograms('Specs', { [shell]: shell });
    }
    return true;
  }
  console.error('No Chromium here yet; installing one.');
  const ways = isUbuntu() ? [fromPlaywright, fromDebian] : [fromDebian, fromPlaywright];
  for (const way of ways) {
    if ((await way()) && chromiumForTests() !== null) return true;
  }
  console.error('No Chromium could be installed. Install one, or name it in TATAP_TEST_CHROMIUM.');
  return false;
}

/** The Firefox that `TATAP_TEST_FIREFOX` names, otherwise the system's. `null`: not installed. */
export function firefoxForTests(): string | null {
  const named = process.env['TATAP_TEST_FIREFOX'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return onPath('firefox-esr') ?? onPath('firefox');
}

/** Installs Firefox if the system allows it. Without Firefox the specs are skipped and say why. */
export async function ensureFirefox(): Promise<void> {
  if (firefoxForTests() === null) await ensurePrograms('Specs', { 'firefox-esr': 'firefox-esr' });
}

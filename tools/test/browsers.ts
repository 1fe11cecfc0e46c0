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

/** Debian's package, and its program: Chromium's pages without the browser's own windows. */
const shell = 'chromium-headless-shell';

/** The program itself: what is on PATH is a script that starts it, and that alone would be ended. */
const shellProgram = '/usr/lib/chromium/chromium-headless-shell';

/**
 * A browser for pages alone: the one without windows where it is here, which needs a third less
 * time for a spec, else the whole one.
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

/** Firefox for the specs: the one that `TATAP_TEST_FIREFOX` names or the system's, or `null`. */
export function firefoxForTests(): string | null {
  const named = process.env['TATAP_TEST_FIREFOX'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return onPath('firefox-esr') ?? onPath('firefox');
}

/** Installs Firefox where that is allowed; where it is not, the specs say why they skip. */
export async function ensureFirefox(): Promise<void> {
  if (firefoxForTests() === null) await ensurePrograms('Specs', { 'firefox-esr': 'firefox-esr' });
}

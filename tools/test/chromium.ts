import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from '../browsers.ts';
import { binOf, runNode } from '../process.ts';
import { installDebian } from './debian.ts';

/** A browser for the specs: the system's, or the one Playwright installed. */
export function chromiumForTests(): string | null {
  const system = findChromium();
  if (system !== null) return system;
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

const fromDebian = (): Promise<boolean> => installDebian(['chromium']);

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

import { existsSync } from 'node:fs';
import { onPath } from '../browsers.ts';
import { ensurePrograms } from './debian.ts';

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

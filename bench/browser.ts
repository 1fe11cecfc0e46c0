import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

/** V8 without its compilers: machine code grows for dozens of calls, and is no leak. */
export const interpretedOnly = ['--js-flags=--no-sparkplug --no-maglev --no-turbofan'] as const;

/** Starts the Chromium that measures: fake devices, no questions asked, loopback allowed for ICE. */
export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const system = '/usr/bin/chromium';
  return chromium.launch({
    ...(existsSync(system) ? { executablePath: system } : {}),
    args: [
      ...flags,
      '--use-fake-device-for-media-stream=fps=30',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

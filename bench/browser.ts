import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

/** Starts the Chromium that measures: fake devices, no questions asked, loopback allowed for ICE. */
export function launchBrowser(): Promise<Browser> {
  const system = '/usr/bin/chromium';
  return chromium.launch({
    ...(existsSync(system) ? { executablePath: system } : {}),
    args: [
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

/**
 * The pictures of the documentation: `npm run screenshots` writes docs/screenshots anew, every
 * screen in light and dark, and some of them in Indonesian in a narrow window;
 * `npm run screenshots -- NAME…` those whose names begin so, and leaves the others as they are.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { serveGallery } from './server.ts';
import { launchGalleryBrowser, narrow, shoot, wide } from './shoot.ts';

/** File name of a picture, and the gallery's state that it shows. */
const screens = {
  'first-start-account': 'start-create',
  'first-start-recovery': 'start-recovery-code',
  'first-start-devices': 'start-devices',
  'first-start-id': 'start-share',
  home: 'home-contact-favourite',
  'home-empty': 'home-empty',
  calls: 'home-calls',
  'ringing-outgoing': 'call-outgoing',
  'ringing-incoming': 'call-incoming',
  call: 'call-active-muted',
  'call-devices': 'call-active-devices',
  'call-screen': 'call-screen-theirs',
  'call-screen-picker': 'call-screen-picker',
  'call-quality': 'call-quality-poor',
  'call-statistics': 'call-statistics',
  'call-safety': 'call-safety',
  'call-ended': 'call-ended-declined',
  'settings-devices': 'settings-devices',
  'settings-account': 'settings-account',
  'settings-appearance': 'settings-appearance',
  'settings-calls': 'settings-calls',
  'settings-network': 'settings-network',
  'settings-setup': 'setup-faults',
} as const;

const narrowScreens: readonly string[] = [
  'first-start-devices',
  'home',
  'call',
  'settings-devices',
];

const folder = resolve(import.meta.dirname, '../../docs/screenshots');
const prefixes = process.argv.slice(2);
const isWanted = (screen: string) =>
  prefixes.length === 0 || prefixes.some((prefix) => screen.startsWith(prefix));
if (prefixes.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const server = await serveGallery();
const browser = await launchGalleryBrowser();
const problems: string[] = [];
async function take(
  screen: string,
  name: string,
  suffix: string,
  look: Parameters<typeof shoot>[2]['look'],
) {
  const file = `${folder}/${screen}-${suffix}.png`;
  const found = await shoot(browser, server.url, { name, file, look });
  problems.push(...found.map((problem) => `${screen}-${suffix}: ${problem}`));
}
try {
  for (const [screen, name] of Object.entries(screens)) {
    if (!isWanted(screen)) continue;
    for (const theme of ['light', 'dark'] as const) {
      await take(screen, name, theme, { theme, language: 'en', ...wide });
    }
    if (narrowScreens.includes(screen)) {
      await take(screen, name, 'narrow', { theme: 'dark', language: 'id', ...narrow });
    }
  }
} finally {
  await browser.close();
  await server.close();
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

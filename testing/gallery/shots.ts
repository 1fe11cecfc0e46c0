/**
 * Pictures of the gallery's states and an accessibility check of each:
 *
 *   node testing/gallery/shots.ts OUTPUT-FOLDER [NAME-PREFIX...] [OPTION...]
 *
 * Every state in light and dark, English and Indonesian, wide and narrow. Options:
 *
 *   --quick            only light English wide and dark Indonesian narrow
 *   --size=550x380     at this size only (a window of 1100x760 at 200 % zoom)
 *   --forced-colors    as with a system of high contrast
 *
 * Fails where axe finds a violation, a page throws, or something reaches beyond the window's width.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serveGallery } from './server.ts';
import { type Look, launchGalleryBrowser, narrow, shoot, wide } from './shoot.ts';
import { states } from './states/index.ts';

const quickLooks: readonly Look[] = [
  { theme: 'light', language: 'en', ...wide },
  { theme: 'dark', language: 'id', ...narrow },
];
const allLooks: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'id'] as const).flatMap((language) =>
    [wide, narrow].map((size) => ({ theme, language, ...size })),
  ),
);

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined) throw new Error('say where the pictures go');
const forced = rest.includes('--forced-colors');
const size = /^--size=(\d+)x(\d+)$/.exec(
  rest.find((argument) => argument.startsWith('--size=')) ?? '',
);
const given = rest.includes('--quick') ? quickLooks : allLooks;
const looks =
  size === null
    ? given
    : quickLooks.map((look) => ({ ...look, width: Number(size[1]), height: Number(size[2]) }));
const prefixes = rest.filter((argument) => !argument.startsWith('--'));
const wanted = states.filter(
  ({ name }) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix)),
);
mkdirSync(folder, { recursive: true });

const server = await serveGallery();
const browser = await launchGalleryBrowser();
let failed = 0;
try {
  for (const { name } of wanted) {
    for (const look of looks) {
      const file = `${name}.${look.theme}.${look.language}.${look.width}.png`;
      const problems = await shoot(browser, server.url, {
        name,
        file: join(folder, file),
        look,
        forced,
      });
      failed += problems.length;
      console.log(`${file}${problems.map((problem) => `\n  ${problem}`).join('')}`);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`${wanted.length * looks.length} pictures, ${failed} problems`);
process.exitCode = failed > 0 ? 1 : 0;

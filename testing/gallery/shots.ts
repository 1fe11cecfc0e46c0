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
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from '@playwright/test';
import { serveGallery } from './server.ts';
import { states } from './states/index.ts';

interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'id';
  readonly width: number;
  readonly height: number;
}

const wide = { width: 1100, height: 760 };
const narrow = { width: 400, height: 760 };

const quickLooks: readonly Look[] = [
  { theme: 'light', language: 'en', ...wide },
  { theme: 'dark', language: 'id', ...narrow },
];
const allLooks: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'id'] as const).flatMap((language) =>
    [wide, narrow].map((size) => ({ theme, language, ...size })),
  ),
);

async function shoot(browser: Browser, url: string, file: string, look: Look, name: string) {
  const { theme, language, width, height } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    forcedColors: forced ? 'active' : 'none',
    colorScheme: theme,
    locale: language,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`threw ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console ${message.text()}`);
  });
  await page.goto(`${url}#state=${name}&theme=${theme}&language=${language}`);
  await page.waitForSelector('html[data-gallery=ready]', { timeout: 15_000 });
  await page.waitForFunction(() =>
    document.getAnimations().every((a) => a.playState !== 'running'),
  );
  await page.screenshot({ path: file });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) problems.push(`${overflow} px wider than the window`);
  // With forced colours the system picks them, and axe mixes up its and the page's.
  const axe = new AxeBuilder({ page }).disableRules(forced ? ['color-contrast'] : []);
  const { violations } = await axe.analyze();
  for (const { id, nodes } of violations) {
    problems.push(`axe ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  }
  await context.close();
  return problems;
}

const { CHROMIUM: chromiumPath = '/usr/bin/chromium' } = process.env;
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
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox'],
});
let failed = 0;
try {
  for (const { name } of wanted) {
    for (const look of looks) {
      const file = `${name}.${look.theme}.${look.language}.${look.width}.png`;
      const problems = await shoot(browser, server.url, join(folder, file), look, name);
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

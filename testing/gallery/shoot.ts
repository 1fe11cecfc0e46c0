import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from '@playwright/test';
import { sandboxFlags } from '../../tools/browsers.ts';
import { limit } from '../../tools/test/pace.ts';

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'id';
  readonly width: number;
  readonly height: number;
}

export interface Shot {
  /** A state of the gallery. */
  readonly name: string;
  readonly file: string;
  readonly look: Look;
  /** As with a system of high contrast. */
  readonly forced?: boolean;
}

export const wide = { width: 1100, height: 760 };
export const narrow = { width: 400, height: 760 };

/** Pages may play sound unasked, as the app may: no call in a picture asks to be clicked for it. */
const soundAllowed = '--autoplay-policy=no-user-gesture-required';

export function launchGalleryBrowser(): Promise<Browser> {
  const { CHROMIUM: executablePath = '/usr/bin/chromium' } = process.env;
  return chromium.launch({ executablePath, args: [...sandboxFlags(), soundAllowed] });
}

/** Takes one picture; returns what is wrong with what it shows. */
export async function shoot(
  browser: Browser,
  url: string,
  { name, file, look, forced = false }: Shot,
): Promise<string[]> {
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
  await page.waitForSelector('html[data-gallery=ready]', { timeout: limit(15_000) });
  await page.waitForFunction(() =>
    document.getAnimations().every((a) => a.playState !== 'running'),
  );
  await page.screenshot({ path: file });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) problems.push(`${overflow} px wider than the window`);
  const taller = await page.evaluate(
    () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
  );
  // Panes scroll, the page never does: it would have two scrollbars.
  if (taller > 0) problems.push(`${taller} px taller than the window`);
  // With forced colours the system picks them, and axe mixes up its and the page's.
  const axe = new AxeBuilder({ page }).disableRules(forced ? ['color-contrast'] : []);
  const { violations } = await axe.analyze();
  for (const { id, nodes } of violations) {
    problems.push(`axe ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  }
  await context.close();
  return problems;
}

/**
 * `node tools/make-icons.ts`: renders build/icon.svg to the PNG files that electron-builder takes.
 * It makes the .ico and .icns itself, out of build/icon.png. Run it after changing the SVG.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { sandboxFlags } from './browsers.ts';
import { root } from './process.ts';
import { chromiumForTests } from './test/browsers.ts';

const folder = path.join(root, 'build');
const executablePath = chromiumForTests();
if (executablePath === null) throw new Error('No Chromium to draw with; run npm test once.');

const svg = await readFile(path.join(folder, 'icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath, args: sandboxFlags() });
const page = await browser.newPage();

async function render(size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true });
}

await mkdir(path.join(folder, 'icons'), { recursive: true });
await writeFile(path.join(folder, 'icon.png'), await render(1024));
for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
  await writeFile(path.join(folder, 'icons', `${size}x${size}.png`), await render(size));
}
await browser.close();

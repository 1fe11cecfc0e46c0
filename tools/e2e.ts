/** `npm run e2e [-- PLAYWRIGHT ARGUMENTS]`: the whole-app specs on what is built from this tree. */
import { binOf, runNode } from './process.ts';
import { build, isStale } from './start/build.ts';
import { ensureChromium } from './test/chromium.ts';

const ready = (await ensureChromium()) && (!isStale() || (await build()) === 0);
process.exitCode = ready
  ? await runNode([binOf('@playwright/test', 'cli.js'), 'test', ...process.argv.slice(2)])
  : 1;

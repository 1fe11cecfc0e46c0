/**
 * `npm run e2e:network [-- PLAYWRIGHT ARGUMENTS]`: calls between two people behind real NATs. Another
 * configuration among the arguments takes the place of the usual one.
 */
import { binOf, runNode } from './process.ts';
import { build, isStale } from './start/build.ts';
import { ensureChromium } from './test/chromium.ts';
import { ensureLabParts } from './test/network.ts';

await ensureLabParts();
const ready = (await ensureChromium()) && (!isStale() || (await build()) === 0);
process.exitCode = ready
  ? await runNode([
      binOf('@playwright/test', 'cli.js'),
      'test',
      '-c',
      'e2e/network',
      ...process.argv.slice(2),
    ])
  : 1;

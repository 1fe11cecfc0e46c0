/**
 * `npm run e2e:network [-- PLAYWRIGHT ARGUMENTS]`: calls between two people behind real NATs. Another
 * configuration among the arguments takes the place of the usual one.
 */
import { binOf, runNode } from './process.ts';
import { asRun } from './run/run.ts';
import { build, isStale } from './start/build.ts';
import { ensureChromium } from './test/browsers.ts';
import { measurePace } from './test/measure.ts';
import { ensureLabParts } from './test/programs.ts';

await asRun(async () => {
  await ensureLabParts();
  const ready = (await ensureChromium()) && (!isStale() || (await build()) === 0);
  if (!ready) return 1;
  await measurePace();
  return runNode([
    binOf('@playwright/test', 'cli.js'),
    'test',
    '-c',
    'e2e/network',
    ...process.argv.slice(2),
  ]);
});

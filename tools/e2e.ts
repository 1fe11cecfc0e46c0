/** `npm run e2e [-- PLAYWRIGHT ARGUMENTS]`: the whole-app specs on what is built from this tree. */
import { binOf, runNode } from './process.ts';
import { asRun } from './run/run.ts';
import { build, isStale } from './start/build.ts';
import { ensureChromium } from './test/browsers.ts';
import { measurePace } from './test/measure.ts';

await asRun(async () => {
  const ready = (await ensureChromium()) && (!isStale() || (await build()) === 0);
  if (!ready) return 1;
  await measurePace();
  return runNode([binOf('@playwright/test', 'cli.js'), 'test', ...process.argv.slice(2)]);
});

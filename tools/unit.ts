/** `npm run test:unit [-- VITEST ARGUMENTS]`: the unit tests. */
import { binOf, runNode } from './process.ts';
import { asRun } from './run/run.ts';
import { ensureChromium } from './test/browsers.ts';
import { measurePace } from './test/measure.ts';

await asRun(async () => {
  if (!(await ensureChromium())) return 1;
  await measurePace();
  return runNode([binOf('vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)]);
});

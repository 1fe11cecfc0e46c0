/** `npm run check`: format, lint, zones, types, dead code and sizes, all of them even if one fails. */
import { checks } from './check/checks.ts';
import { build, isStale } from './start/build.ts';

const failed: string[] = [];
if (isStale() && (await build()) !== 0) failed.push('build');
for (const check of checks) {
  if ((await check.run()) !== 0) failed.push(check.name);
}
console.error(failed.length === 0 ? 'check: all fine' : `check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

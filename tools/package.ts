/**
 * `npm run package [-- ELECTRON-BUILDER ARGUMENTS]`: installers of the system this runs on, in
 * `release/`. `--stand-in` packages for Linux, unpacked, without a real Electron.
 */
import path from 'node:path';
import { electronProblem, packageWithStandIn, runBuilder } from './packaging/package.ts';
import { root } from './process.ts';
import { build } from './start/build.ts';

const args = process.argv.slice(2);
const standIn = args.includes('--stand-in');
const problem = standIn ? null : await electronProblem();
if (problem !== null) {
  console.error(problem);
  process.exitCode = 1;
} else {
  const built = await build();
  if (built !== 0) process.exitCode = built;
  else if (standIn) {
    process.exitCode = await packageWithStandIn(path.join(root, 'release', 'stand-in'));
  } else {
    process.exitCode = await runBuilder(args);
  }
}

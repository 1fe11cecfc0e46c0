/**
 * `npm run package [-- ELECTRON-BUILDER ARGUMENTS]`: installers of the system this runs on, in
 * `release/`. `--stand-in` packages for Linux, unpacked, without a real Electron.
 */
import path from 'node:path';
import { packageWithStandIn, runBuilder } from './packaging/package.ts';
import { root } from './process.ts';
import { build } from './start/build.ts';

const args = process.argv.slice(2);
const built = await build();
if (built !== 0) process.exitCode = built;
else if (args.includes('--stand-in')) {
  process.exitCode = await packageWithStandIn(path.join(root, 'release', 'stand-in'));
} else {
  process.exitCode = await runBuilder(args);
}

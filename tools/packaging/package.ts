import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { binOf, root, runNode } from '../process.ts';
import { writeStandInDistribution } from './stand-in-dist.ts';

async function electronVersion(): Promise<string> {
  const file = path.join(root, 'node_modules', 'electron', 'package.json');
  const { version }: { version: string } = JSON.parse(await readFile(file, 'utf8'));
  return version;
}

/** Runs electron-builder on `dist/`; gives its exit code. */
export function runBuilder(args: readonly string[]): Promise<number> {
  const updates = process.env['TATAP_UPDATE_URL'];
  return runNode([
    binOf('electron-builder', 'cli.js'),
    ...(updates === undefined ? [] : [`--config.publish.url=${updates}`]),
    '--publish=never',
    ...args,
  ]);
}

/** Packages for Linux, unpacked, around the stand-in distribution, into `output`. */
export async function packageWithStandIn(output: string): Promise<number> {
  const distribution = await mkdtemp(path.join(tmpdir(), 'tatap-electron-'));
  try {
    await writeStandInDistribution(distribution, await electronVersion());
    return await runBuilder([
      '--linux',
      '--dir',
      `--config.electronDist=${distribution}`,
      `--config.directories.output=${output}`,
    ]);
  } finally {
    await rm(distribution, { recursive: true, force: true });
  }
}

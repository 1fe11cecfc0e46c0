import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { binOf, root, runNode } from '../process.ts';
import { downloadProblem } from '../start/electron.ts';
import { builderArguments } from './options.ts';
import { writeStandInDistribution } from './stand-in-dist.ts';

async function electronVersion(): Promise<string> {
  const file = path.join(root, 'node_modules', 'electron', 'package.json');
  const { version }: { version: string } = JSON.parse(await readFile(file, 'utf8'));
  return version;
}

/** Runs electron-builder on `dist/`; gives its exit code. */
export function runBuilder(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const { platform, arch } = process;
  return runNode([
    binOf('electron-builder', 'cli.js'),
    ...builderArguments({ platform, arch, environment }),
    ...args,
  ]);
}

/**
 * Why Electron cannot be packaged here, in a sentence for people; `null` where it can. Without it
 * electron-builder tries for most of a minute and ends in a stack trace.
 */
export async function electronProblem(): Promise<string | null> {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH']) return null;
  if (isDownloaded(await electronVersion())) return null;
  const problem = await downloadProblem();
  return problem === null
    ? null
    : `Cannot package: ${problem}. Unpack Electron ${await electronVersion()} somewhere and name the folder in ELECTRON_OVERRIDE_DIST_PATH, or name a mirror in ELECTRON_MIRROR.`;
}

/** Whether an archive of that version is in the cache (@electron/get, "Cache location"). */
function isDownloaded(version: string): boolean {
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  return cacheFolders().some((folder) => {
    if (!existsSync(folder)) return false;
    return readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith(name));
  });
}

function cacheFolders(): readonly string[] {
  const named = process.env['electron_config_cache'];
  if (named !== undefined) return [named];
  switch (process.platform) {
    case 'darwin':
      return [path.join(homedir(), 'Library', 'Caches', 'electron')];
    case 'win32':
      return [path.join(process.env['LOCALAPPDATA'] ?? homedir(), 'electron', 'Cache')];
    default:
      return [
        path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'electron'),
      ];
  }
}

/** Packages for Linux, unpacked, around the stand-in distribution, into `output`. */
export async function packageWithStandIn(
  output: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  const distribution = await mkdtemp(path.join(tmpdir(), 'tatap-electron-'));
  try {
    await writeStandInDistribution(distribution, await electronVersion());
    return await runBuilder(
      [
        '--linux',
        '--dir',
        `--config.electronDist=${distribution}`,
        `--config.directories.output=${output}`,
      ],
      environment,
    );
  } finally {
    await rm(distribution, { recursive: true, force: true });
  }
}

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exitOf, root } from '../process.ts';

/** Electron's program, or why it cannot be had. */
export type Electron =
  | { readonly kind: 'here'; readonly program: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

const folder = path.join(root, 'node_modules', 'electron');

/** Remembers when the download failed, so that not every start waits for it. */
const failureFile = path.join(root, 'node_modules', '.cache', 'tatap', 'electron-not-downloaded');
const tryAgainMs = 24 * 60 * 60_000;

/** How long the download server has to answer at all, milliseconds. */
const reachMs = 5_000;

/** Electron's program where it is on this machine already, or `null`. */
export function installedElectron(): string | null {
  const pathFile = path.join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const program =
    override === undefined ? path.join(folder, 'dist', name) : path.join(override, name);
  return existsSync(program) ? program : null;
}

/** Electron's program; the first time it is downloaded by Electron's own installer. */
export async function getElectron(say: (line: string) => void): Promise<Electron> {
  const installed = installedElectron();
  if (installed !== null) return { kind: 'here', program: installed };
  if (!existsSync(path.join(folder, 'install.js'))) {
    return unavailable('the package electron is not installed; run npm ci');
  }
  if (failedLately(failureFile, Date.now())) {
    return unavailable(
      `Electron could not be downloaded; it is tried again a day later, or once you remove ${path.relative(root, failureFile)}`,
    );
  }
  const problem = await downloadProblem();
  if (problem !== null) return rememberFailure(problem);
  say('Getting Electron, once…');
  const installer = spawn(process.execPath, ['install.js'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  installer.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const code = await exitOf(installer);
  const program = installedElectron();
  if (code === 0 && program !== null) return { kind: 'here', program };
  const said = errors.split('\n').find((line) => line.trim() !== '');
  return rememberFailure(said?.trim() ?? 'the installer of Electron failed');
}

/** Whether the time in `file` is less than a day before `now`, in milliseconds since the epoch. */
export function failedLately(file: string, now: number): boolean {
  try {
    const failedAt = Date.parse(readFileSync(file, 'utf8'));
    return now - failedAt < tryAgainMs;
  } catch {
    return false;
  }
}

/** Why Electron cannot be downloaded, in a sentence for people; `null` where its server answers. */
export async function downloadProblem(
  mirror: string = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/',
): Promise<string | null> {
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(reachMs) });
    return null;
  } catch {
    const { host } = new URL(mirror);
    return `couldn't reach the server that Electron is downloaded from (${host})`;
  }
}

function rememberFailure(reason: string): Electron {
  try {
    mkdirSync(path.dirname(failureFile), { recursive: true });
    writeFileSync(failureFile, new Date().toISOString());
  } catch {
    // Then the next start tries again.
    rmSync(failureFile, { force: true });
  }
  return unavailable(reason);
}

function unavailable(reason: string): Electron {
  return { kind: 'unavailable', reason };
}

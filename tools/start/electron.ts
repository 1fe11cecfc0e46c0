import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { exitOf, root } from '../process.ts';

/** Electron's program, or why it cannot be had. */
export type Electron =
  | { readonly kind: 'here'; readonly program: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

const folder = path.join(root, 'node_modules', 'electron');

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
    return { kind: 'unavailable', reason: 'the package electron is not installed; run npm ci' };
  }
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
  return { kind: 'unavailable', reason: `${await downloadProblem(errors)}` };
}

/** Why the download failed, in a few words: the installer itself says only "fetch failed". */
async function downloadProblem(errors: string): Promise<string> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/';
  const said = errors.split('\n').find((line) => line.trim() !== '') ?? 'the installer failed';
  if (!said.includes('fetch failed')) return said.trim();
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(10_000) });
    return said.trim();
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const message = cause instanceof Error ? cause.message || cause.name : String(cause);
    return `could not download it from ${new URL(mirror).host}: ${message}`;
  }
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { binOf, root, runNode } from '../process.ts';

const sources = ['main', 'preload', 'protocol', 'renderer'];
const configuration = ['electron.vite.config.ts', 'package.json', 'package-lock.json'];
const built = ['dist/main/main.js', 'dist/renderer/index.html'];

/** When a file or anything in a folder was last written, in milliseconds since the epoch. */
function newest(entry: string): number {
  const stats = statSync(entry);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const below = readdirSync(entry, { withFileTypes: true })
    .filter((child) => child.isDirectory() || !/\.test\.tsx?$|\.tsbuildinfo$/.test(child.name))
    .map((child) => newest(path.join(entry, child.name)));
  return Math.max(0, ...below);
}

/** Whether a source is newer than what was built from it, or nothing was built. */
export function isStale(base: string = root): boolean {
  const outputs = built.map((file) => path.join(base, file));
  if (!outputs.every((file) => existsSync(file))) return true;
  const builtAt = Math.min(...outputs.map((file) => statSync(file).mtimeMs));
  return [...sources, ...configuration]
    .map((entry) => path.join(base, entry))
    .some((entry) => existsSync(entry) && newest(entry) > builtAt);
}

/** Builds main, preload and renderer into `dist/`; gives the exit code. */
export function build(): Promise<number> {
  return runNode([binOf('electron-vite', 'bin/electron-vite.js'), 'build', '--logLevel', 'warn']);
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { binOf, root } from '../process.ts';

/** What the types of each zone must not know, and what they must. */
const expectations: readonly (readonly [zone: string, source: string, fails: boolean])[] = [
  ['main', 'export const title = document.title;', true],
  ['main', 'export const version = process.version;', false],
  ['signaling-server', 'export const title = document.title;', true],
  ['signaling-server', 'export const version = process.version;', false],
  ['renderer', 'export const version = process.version;', true],
  ['renderer', 'export const bytes = Buffer.from("");', true],
  ['renderer', 'export const title = document.title;', false],
  ['preload', 'export const version = process.version;', true],
  ['protocol', 'export const version = process.version;', true],
  ['protocol', 'export const title = document.title;', true],
  ['protocol', 'export enum Kind { A }', true],
];

let folder: string;
beforeAll(() => {
  // Inside node_modules, so that types are found as from the zone itself.
  const cache = path.join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(path.join(cache, 'tatap-types-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(expectations)('types of %s: %s', (zone, source, fails) => {
  writeFileSync(path.join(folder, 'planted.ts'), source);
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(root, zone, 'tsconfig.json'),
      files: ['planted.ts'],
      include: [],
    }),
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    [binOf('typescript', 'bin/tsc'), '-p', folder],
    { encoding: 'utf8' },
  );
  expect(status === 0, stdout).toBe(!fails);
});

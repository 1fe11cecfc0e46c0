import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './process.ts';

interface Locked {
  readonly integrity?: string;
  readonly link?: boolean;
  readonly resolved?: string;
}

const lock: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(path.join(root, 'package-lock.json'), 'utf8'),
);

// npm leaves the hash out for packages of other systems that it did not download.
it('every package from the registry is locked by a hash of its content', () => {
  const open = Object.entries(lock.packages)
    .filter(([folder, { link }]) => /(?:^|\/)node_modules\//.test(folder) && link !== true)
    .filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
    .map(([folder]) => folder);
  expect(open).toEqual([]);
});

it('the lock file names no registry', () => {
  const named = Object.values(lock.packages).filter(({ resolved }) => resolved?.includes('://'));
  expect(named).toEqual([]);
});

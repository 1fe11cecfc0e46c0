import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './process.ts';
import { serverEntry } from './start/server.ts';

const variables = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name]) => name ?? '').sort();

it('docs/OPERATING.md lists the settings that the server has, and no others', () => {
  const help = execFileSync(process.execPath, [serverEntry, '--help'], {
    cwd: root,
    encoding: 'utf8',
  });
  const guide = readFileSync(path.join(root, 'docs', 'OPERATING.md'), 'utf8');
  const known = variables(help, /^ {2}(TATAP_\w+)$/gm);
  expect(known).not.toEqual([]);
  expect(variables(guide, /^\| `(TATAP_\w+)` \|/gm)).toEqual(known);
});

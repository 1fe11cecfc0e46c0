import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Files that read the time of day, which can be set by days at any moment, and why they may. */
const readers: readonly (readonly [string, string])[] = [
  ['log/file-sink.ts', 'says in the log when something happened'],
  ['settings/settings-store.ts', 'names a file that it keeps aside'],
];

test('durations of the main process go by steady time', () => {
  const root = join(import.meta.dirname, '..');
  const reading = globSync('**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) => /\bDate\.now\b|\bnew Date\(\)/.test(readFileSync(join(root, file), 'utf8')));
  expect(reading.sort()).toEqual(readers.map(([file]) => join(file)).sort());
});

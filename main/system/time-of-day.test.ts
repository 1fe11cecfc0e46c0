import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Files that may read the time of day, and why. It jumps when somebody sets the clock. */
const readers: readonly (readonly [string, string])[] = [
  ['log/log.ts', 'writes the time of a log line'],
  ['settings/settings-store.ts', 'puts the time into the name of a file that it keeps aside'],
];

test('the main process measures durations with a monotonic clock', () => {
  const root = join(import.meta.dirname, '..');
  const reading = globSync('**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) => /\bDate\.now\b|\bnew Date\(\)/.test(readFileSync(join(root, file), 'utf8')));
  expect(reading.sort()).toEqual(readers.map(([file]) => join(file)).sort());
});

import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Names the file that every worker of a run writes to: a byte for each browser that is started. */
const variable = 'TATAP_TEST_BROWSER_STARTS';

/** Begins to count, for this process and for the workers that it starts later. */
export function beginCounting(): void {
  process.env[variable] = path.join(mkdtempSync(path.join(tmpdir(), 'tatap-starts-')), 'count');
}

/** Counts one browser that is about to be started; does nothing where nobody counts. */
export function countStart(): void {
  const file = process.env[variable];
  if (file !== undefined) appendFileSync(file, '.');
}

/** How many browsers the run has started. */
export function browserStarts(): number {
  const file = process.env[variable];
  return file !== undefined && existsSync(file) ? readFileSync(file).length : 0;
}

import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareDataFolder } from './data-folder.ts';

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'tatap-data-'));
});

afterEach(() => rmSync(base, { recursive: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('a new folder and its new parents are accessible to the owner only', () => {
  expect(prepareDataFolder(join(base, 'a', 'b'))).toEqual([]);
  expect(modeOf(join(base, 'a'))).toBe(0o700);
  expect(modeOf(join(base, 'a', 'b'))).toBe(0o700);
});

test('a database that others can read loses their rights, and an open folder gives a warning', () => {
  chmodSync(base, 0o755);
  for (const name of ['tatap.db', 'tatap.db-wal', 'tatap.db-shm', 'notes.txt']) {
    writeFileSync(join(base, name), '');
    chmodSync(join(base, name), 0o644);
  }
  expect(prepareDataFolder(base)).toEqual([expect.stringContaining(`chmod 700 ${base}`)]);
  for (const name of ['tatap.db', 'tatap.db-wal', 'tatap.db-shm']) {
    expect(modeOf(join(base, name))).toBe(0o600);
  }
  // Other files stay unchanged.
  expect(modeOf(join(base, 'notes.txt'))).toBe(0o644);
});

test('a folder that cannot be created gives an error message, even if the system reports it as missing', () => {
  const missing = process.platform === 'linux' ? '/proc/tatap/data' : join('/dev/null', 'data');
  expect(() => prepareDataFolder(missing)).toThrow(/TATAP_DATA_DIR/);
});

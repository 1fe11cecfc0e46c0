import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../../domain/ports.ts';
import { openBlockingSqlite } from './blocking.ts';

/** Creates a database in a temporary folder. */
export function temporaryStorage() {
  const folder = mkdtempSync(join(tmpdir(), 'tatap-storage-'));
  const path = join(folder, 'data', 'tatap.db');
  return { folder, path, storage: openBlockingSqlite(path) };
}

export async function removeStorage(folder: string, storage: Storage): Promise<void> {
  await storage.close();
  rmSync(folder, { recursive: true });
}

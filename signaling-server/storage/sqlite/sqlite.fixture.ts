import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../../domain/ports.ts';
import { openBlockingSqlite } from './blocking.ts';

/** A database in a folder of its own. */
export function temporaryStorage() {
  const folder = mkdtempSync(join(tmpdir(), 'tatap-storage-'));
  const path = join(folder, 'data', 'tatap.db');
  return { folder, path, storage: openBlockingSqlite(path) };
}

export async function removeStorage(folder: string, storage: Storage): Promise<void> {
  await storage.close();
  rmSync(folder, { recursive: true });
}

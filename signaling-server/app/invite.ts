import { existsSync } from 'node:fs';
import { newInvitationCode } from '../domain/tokens.ts';
import { openBlockingSqlite } from '../storage/sqlite/index.ts';
import { databaseFile, type ServerConfig } from './config.ts';
import { prepareDataFolder } from './data-folder.ts';
import { StartupError } from './startup-error.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Makes an invitation in the data folder of the server, which may be running.
 *
 * @throws StartupError where the database cannot be used.
 */
export async function invite(
  config: ServerConfig,
  days: number,
  now: number,
): Promise<{ code: string; expiresAt: number; database: string; isNew: boolean }> {
  const code = newInvitationCode();
  const expiresAt = now + days * dayMs;
  const database = databaseFile(config.dataDir);
  const isNew = !existsSync(database);
  prepareDataFolder(config.dataDir);
  try {
    const storage = openBlockingSqlite(database);
    try {
      await storage.invitations.create(code, now, expiresAt);
    } finally {
      await storage.close();
    }
  } catch (error) {
    throw StartupError.data(error, config.dataDir);
  }
  return { code, expiresAt, database, isNew };
}

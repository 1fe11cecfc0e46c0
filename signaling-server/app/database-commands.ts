import { existsSync } from 'node:fs';
import type { AccountId } from '@tatap/protocol/signaling';
import type { Storage } from '../domain/ports.ts';
import { newInvitationCode, newRecoveryCode } from '../domain/tokens.ts';
import { openBlockingSqlite } from '../storage/sqlite/index.ts';
import { databaseFile, type ServerConfig } from './config.ts';
import { prepareDataFolder } from './data-folder.ts';
import { StartupError } from './startup-error.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Long enough to reach the person, short enough that a note which is left lying opens nothing. */
const codeMs = dayMs;

/** Where a command did its work. */
interface CommandDatabase {
  readonly database: string;
  /** Whether the command made it: no server uses it yet. */
  readonly isNew: boolean;
}

/**
 * Makes an invitation in the data folder of the server, which may be running.
 *
 * @throws StartupError where the database cannot be used.
 */
export function invite(
  config: ServerConfig,
  days: number,
  now: number,
): Promise<{ code: string; expiresAt: number } & CommandDatabase> {
  const code = newInvitationCode();
  const expiresAt = now + days * dayMs;
  return inDatabase(config, async (storage) => {
    await storage.invitations.create(code, now, expiresAt);
    return { code, expiresAt };
  });
}

/**
 * Makes a code by which the account's person sets a new password. The password and the person's own
 * recovery code stay as they are until it is used. `code` is `null` where nobody has the ID.
 *
 * @throws StartupError where the database cannot be used.
 */
export function resetPassword(
  config: ServerConfig,
  account: AccountId,
  now: number,
): Promise<{ code: string | null; expiresAt: number } & CommandDatabase> {
  const { code, hash } = newRecoveryCode();
  const expiresAt = now + codeMs;
  return inDatabase(config, async (storage) => {
    const record = { account, kind: 'operator', hash, createdAt: now, expiresAt } as const;
    const isKept = await storage.recoveryCodes.put(record);
    return { code: isKept ? code : null, expiresAt };
  });
}

/**
 * Does a command's work in the database of the server, which may be running.
 *
 * @throws StartupError where the database cannot be used.
 */
async function inDatabase<T extends object>(
  { dataDir }: ServerConfig,
  work: (storage: Storage) => Promise<T>,
): Promise<T & CommandDatabase> {
  const database = databaseFile(dataDir);
  const isNew = !existsSync(database);
  prepareDataFolder(dataDir);
  try {
    const storage = openBlockingSqlite(database);
    try {
      return { ...(await work(storage)), database, isNew };
    } finally {
      await storage.close();
    }
  } catch (error) {
    throw StartupError.data(error, dataDir);
  }
}

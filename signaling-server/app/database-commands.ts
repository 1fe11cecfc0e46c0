import { existsSync } from 'node:fs';
import type { AccountId } from '@tatap/protocol/signaling';
import type { Storage } from '../domain/ports.ts';
import { newInvitationCode, newRecoveryCode } from '../domain/tokens.ts';
import { openBlockingSqlite } from '../storage/sqlite/blocking.ts';
import { databaseFile, type ServerConfig } from './config.ts';
import { prepareDataFolder } from './data-folder.ts';
import { StartupError } from './startup-error.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The person needs time to get the code, but a code on a lost note should soon stop working. */
const codeMs = dayMs;

/** The database that a command used. */
interface CommandDatabase {
  /** Path of the file. */
  readonly database: string;
  /** Whether the command created it. Then no server uses it yet. */
  readonly isNew: boolean;
}

/**
 * Creates an invitation in the data folder of the server, which may be running.
 *
 * @param from the account that becomes a contact of the invited one; null: none
 * @param now time of day in milliseconds since the epoch, as is `expiresAt`
 * @returns `code: null` if there is no account `from`
 * @throws StartupError if the database cannot be used
 */
export function invite(
  config: ServerConfig,
  { days, from }: { readonly days: number; readonly from: AccountId | null },
  now: number,
): Promise<{ code: string | null; expiresAt: number } & CommandDatabase> {
  const code = newInvitationCode();
  const expiresAt = now + days * dayMs;
  return inDatabase(config, async (storage) => {
    const isKept = await storage.invitations.create(code, now, expiresAt, from);
    return { code: isKept ? code : null, expiresAt };
  });
}

/**
 * Creates a recovery code with which the owner of the account sets a new password. Until the code
 * is used, the old password and the owner's own recovery code keep working.
 *
 * @param now time of day in milliseconds since the epoch, as is `expiresAt`
 * @returns `code: null` if there is no such account
 * @throws StartupError if the database cannot be used
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
 * Runs a command on the server's database. The server may be running.
 *
 * @throws StartupError if the database cannot be used
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

import type { AccountId } from '@tatap/protocol/signaling';
import { newRecoveryCode } from '../domain/tokens.ts';
import { type CommandDatabase, inDatabase } from './command-storage.ts';
import type { ServerConfig } from './config.ts';

/** Long enough to reach the person, short enough that a note which is left lying opens nothing. */
const codeMs = 24 * 60 * 60 * 1000;

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

import { newInvitationCode } from '../domain/tokens.ts';
import { type CommandDatabase, inDatabase } from './command-storage.ts';
import type { ServerConfig } from './config.ts';

const dayMs = 24 * 60 * 60 * 1000;

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

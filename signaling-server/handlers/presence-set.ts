import { ok, refuse } from '../domain/refusals.ts';
import type { Handler } from './types.ts';

/** Keeps what the person chose, and shows it to their other devices and their contacts. */
export const presenceSet: Handler<'presence.set'> = async (services, from, { presence }) => {
  const { registrar, storage } = services;
  const account = await storage.accounts.update(from.account, { presence });
  if (account === null) return refuse('unauthenticated');
  services.presence.choose(account);
  registrar.sendToAccount(account.id, 'account.changed', { account });
  return ok();
};

import { ok } from '../domain/refusals.ts';
import type { Handler } from './types.ts';

/** Forgets missed calls that a device has taken into its history. */
export const missedTaken: Handler<'missed.taken'> = async ({ storage }, from, { callIds }) => {
  await storage.missedCalls.take(from.account, callIds);
  return ok();
};

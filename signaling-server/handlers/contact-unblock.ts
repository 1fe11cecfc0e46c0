import type { Handler } from './types.ts';

/** Unblocks somebody; what they asked for meanwhile arrives. */
export const contactUnblock: Handler<'contact.unblock'> = ({ contacts }, from, { id }) =>
  contacts.unblock(from.account, id);

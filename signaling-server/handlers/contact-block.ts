import type { Handler } from './types.ts';

/** Blocks somebody, who does not learn it. */
export const contactBlock: Handler<'contact.block'> = ({ contacts }, from, { id }) =>
  contacts.block(from.account, id);

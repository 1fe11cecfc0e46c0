import type { Handler } from './types.ts';

/** Takes a contact out of both lists. */
export const contactRemove: Handler<'contact.remove'> = ({ contacts }, from, { id }) =>
  contacts.remove(from.account, id);

import type { Handler } from './types.ts';

/** Accepts a contact request. */
export const contactAccept: Handler<'contact.accept'> = ({ contacts }, from, { id }) =>
  contacts.accept(from.account, id);

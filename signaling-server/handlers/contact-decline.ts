import type { Handler } from './types.ts';

/** Declines a contact request; it disappears from both lists. */
export const contactDecline: Handler<'contact.decline'> = ({ contacts }, from, { id }) =>
  contacts.decline(from.account, id);

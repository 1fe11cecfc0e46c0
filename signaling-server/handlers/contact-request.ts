import type { Handler } from './types.ts';

/** Asks somebody to be a contact; where they have asked too, both are contacts at once. */
export const contactRequest: Handler<'contact.request'> = ({ contacts }, from, { id }) =>
  contacts.request(from.account, id);

import type { Handler } from './types.ts';

/** Changes the own nickname and favourite mark of a contact. */
export const contactUpdate: Handler<'contact.update'> = ({ contacts }, from, payload) =>
  contacts.update(from.account, payload);

import type { Contact } from '@tatap/protocol/signaling';

/** What a contact is called here: own nickname, else display name. */
export function shownName(contact: Contact): string {
  return contact.nickname || contact.displayName || contact.id;
}

function rank(contact: Contact): number {
  if (contact.relation === 'blocked') return 2;
  return contact.favourite ? 0 : 1;
}

/** Favourites first, then by name as people of that language sort; blocked ones last. */
export function sortContacts(
  contacts: Iterable<Contact>,
  collator: Intl.Collator,
): readonly Contact[] {
  return [...contacts].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      collator.compare(shownName(a), shownName(b)) ||
      // The same name twice: the ID decides, so that the order stands still.
      (a.id < b.id ? -1 : 1),
  );
}

import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { AccountId, Contact } from '@tatap/protocol/signaling';
import type { SignalingConnection } from '../account/ports.ts';
import type { Result } from '../result.ts';
import { releaseAll } from '../scope.ts';
import type { ContactsModel } from './model.ts';
import { shownName, sortContacts } from './order.ts';

export interface ContactsOptions {
  readonly server: Pick<SignalingConnection, 'on' | 'request'>;
  /** BCP 47 tag of the language in which names are sorted. */
  readonly language: ReadonlySignal<string>;
}

/** The contacts model; `clear` forgets everybody when the session ends. */
export interface RunningContacts extends ContactsModel {
  clear(): void;
  dispose(): void;
}

type Book = ReadonlyMap<AccountId, Contact>;

/**
 * The contacts as the server last told them. `registered` replaces them all; afterwards single
 * changes follow. An acknowledgement that carries the contact counts as such a change, because it
 * comes before the event.
 */
export function createContactsModel({ server, language }: ContactsOptions): RunningContacts {
  /** `null` until the first `registered` of the session. */
  const book = signal<Book | null>(null);
  const collator = computed(() => new Intl.Collator(language.value, { sensitivity: 'base' }));

  function put(contact: Contact): void {
    if (book.peek() === null) return;
    book.value = new Map(book.peek()).set(contact.id, contact);
  }

  function drop(id: AccountId): void {
    const next = new Map(book.peek());
    if (next.delete(id)) book.value = next;
  }

  const stops = [
    server.on('registered', ({ contacts }) => {
      book.value = new Map(contacts.map((contact) => [contact.id, contact]));
    }),
    server.on('contact.changed', ({ contact }) => put(contact)),
    server.on('contact.removed', ({ id }) => drop(id)),
    server.on('presence.changed', ({ id, presence }) => {
      const contact = book.peek()?.get(id);
      if (contact !== undefined) put({ ...contact, presence });
    }),
  ];

  /** Takes over the contact that an acknowledgement carries. */
  async function putting(
    answer: Promise<Result<{ contact: Contact }>>,
  ): Promise<Result<{ contact: Contact }>> {
    const settled = await answer;
    if (settled.ok) put(settled.contact);
    return settled;
  }

  async function dropping(id: AccountId, answer: Promise<Result>): Promise<Result> {
    const settled = await answer;
    if (settled.ok) drop(id);
    return settled;
  }

  return {
    snapshot: computed(() => ({
      loaded: book.value !== null,
      contacts: sortContacts(book.value?.values() ?? [], collator.value),
    })),
    nameOf(id) {
      const contact = book.value?.get(id);
      return contact === undefined ? id : shownName(contact);
    },
    find: (id) => book.value?.get(id),
    request: (id) => putting(server.request('contact.request', { id: id.trim().toLowerCase() })),
    accept: (id) => putting(server.request('contact.accept', { id })),
    decline: (id) => dropping(id, server.request('contact.decline', { id })),
    remove: (id) => dropping(id, server.request('contact.remove', { id })),
    block: (id) => putting(server.request('contact.block', { id })),
    unblock: (id) => dropping(id, server.request('contact.unblock', { id })),
    setFavourite: (id, favourite) => putting(server.request('contact.update', { id, favourite })),
    setNickname: (id, nickname) => putting(server.request('contact.update', { id, nickname })),
    clear() {
      book.value = null;
    },
    dispose() {
      releaseAll(stops);
    },
  };
}
